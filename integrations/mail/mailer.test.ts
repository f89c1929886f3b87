import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { smtpMailer, whyNotTaken } from "./mailer";

/** Takes every connection, and says as much as it is given to say. */
async function silentOffice(greeting: string) {
  const server = createServer((socket) => void (greeting && socket.write(greeting)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Just enough of a mail server (RFC 5321) to take one mail, unless it refuses who is to have it. */
async function postOffice(refusal?: string) {
  const taken: string[] = [];
  let guests = 0;
  let guestsEver = 0;
  const server = createServer((socket) => {
    guests += 1;
    guestsEver += 1;
    socket.on("close", () => (guests -= 1));
    let letter: string | undefined;
    socket.write("220 office\r\n");
    socket.on("data", (chunk) => {
      const words = chunk.toString();
      if (letter !== undefined) {
        letter += words;
        if (!letter.endsWith("\r\n.\r\n")) return;
        taken.push(letter);
        letter = undefined;
        socket.write("250 taken\r\n");
      } else if (/^DATA/i.test(words)) {
        letter = "";
        socket.write("354 go on\r\n");
      } else if (/^QUIT/i.test(words)) socket.end("221 bye\r\n");
      else if (refusal && /^RCPT/i.test(words)) socket.write(`${refusal}\r\n`);
      else socket.write("250 fine\r\n");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    guests: () => guests,
    guestsEver: () => guestsEver,
  };
}

const mail = {
  id: "01J0000000000000000000000A",
  kind: "reset-password",
  to: "ada@merle.test",
  locale: "fr" as const,
  content: { name: "Ada", url: "/reset-password?token=t" },
  createdAt: new Date("2026-05-04T09:00:00.000Z"),
};

test("a mail goes to the mail server as HTML and text, under a name that stays the same", async () => {
  const office = await postOffice();
  const mailer = smtpMailer(office.url, "https://merle.example");
  onTestFinished(() => mailer.close());
  await mailer.send(mail);
  const [letter] = office.taken;
  expect(letter).toContain("To: ada@merle.test");
  expect(letter).toContain("From: Merle <no-reply@merle.example>");
  expect(letter).toContain(`Message-ID: <${mail.id}@merle.example>`);
  expect(letter).toContain("Content-Type: text/plain");
  expect(letter).toContain("Content-Type: text/html");
});

test("a thousand shops are told over one connection, which is closed behind the last", async () => {
  const office = await postOffice();
  const mailer = smtpMailer(office.url, "https://merle.example");
  for (const shop of ["A", "B", "C"]) await mailer.send({ ...mail, id: `01J0000000000000000000000${shop}` });
  expect([office.taken.length, office.guestsEver(), office.guests()]).toEqual([3, 1, 1]);
  mailer.close();
  await vi.waitFor(() => expect(office.guests()).toBe(0));
});

test("a mail server that is not there is an error, so that the mail waits", async () => {
  await expect(smtpMailer("smtp://127.0.0.1:1", "https://merle.example").send(mail)).rejects.toThrow(
    /ECONNREFUSED/,
  );
});

// The settings stood beside the server's address, where nothing reads them: a mail waited for ten minutes, and longer
// than its lease.
test.for([
  ["does not greet", ""],
  ["says no more after its greeting", "220 office\r\n"],
])("a mail server that %s is an error before the mail's lease has run out", async ([, greeting = ""]) => {
  const soon = { reachMilliseconds: 20, answerMilliseconds: 20 };
  const mailer = smtpMailer(await silentOffice(greeting), "https://merle.example", soon);
  await expect(mailer.send(mail)).rejects.toThrow(/timeout|never received/i);
});

test("the log says why a mail was not taken, and never to whom it goes", async () => {
  const refusing = await postOffice("550 <ada@merle.test> does not live here");
  const closed = createServer();
  closed.listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = closed.address() as AddressInfo;
  closed.close();
  const why = async (url: string) => {
    const mailer = smtpMailer(url, "https://merle.example");
    onTestFinished(() => mailer.close());
    return mailer.send(mail).then(() => "taken", whyNotTaken);
  };
  expect(await why(refusing.url)).toBe("EENVELOPE RCPT TO 550");
  expect(await why(`smtp://127.0.0.1:${port}`)).toBe(`connect ECONNREFUSED 127.0.0.1:${port}`);
  expect(whyNotTaken(new TypeError("ada@merle.test is no kind of mail"))).toBe("TypeError");
});
