import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { noteCards, takeCards } from "./seen-cards";
import { type SeenFrom, VisitorPages, isVisitor, takeShown } from "./visitor-pages";

const placement = "01K00000000000000000000000";

const fromFrance: SeenFrom = {
  language: "fr",
  country: "FR",
  hints: "shown",
  clockOffset: 0,
  host: "merle.test",
};

/** A server of one page, which says how often it was drawn and waits while `door` is shut. */
async function shop(draw?: RequestListener, seenFrom = () => fromFrance) {
  let drawn = 0;
  let open = (): void => {};
  const door = new Promise<void>((resolve) => (open = resolve));
  const page = async (request: IncomingMessage, response: ServerResponse) => {
    drawn++;
    await door;
    if (draw) {
      draw(request, response);
      return;
    }
    response.writeHead(200, { "content-type": "text/html", "x-other": "one's own" });
    response.write(`<p>Drawn ${drawn} times</p>`);
    response.end(`<a href="/why/${placement}">Why this?</a>`);
  };
  const pages = new VisitorPages();
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    response.setHeader("content-security-policy", `nonce ${Math.random()}`);
    const isOne = isVisitor(request);
    void (isOne ? pages.answer(seenFrom(), request, response, page) : page(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  const { port } = server.address() as AddressInfo;
  const get = (headers: Record<string, string> = {}, path = "/", signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { connection: "close", ...headers },
      redirect: "manual",
      ...(signal && { signal }),
    });
  return { get, open, drawn: () => drawn, kept: () => pages.size, asked: () => asked };
}

test("visitors who come at once and soon after get one page, drawn once, with the nonce it was drawn with", async () => {
  takeShown();
  const { get, open, drawn } = await shop();
  const asked = [get(), get(), get({ "accept-encoding": "identity" })];
  open();
  const answers = [...(await Promise.all(asked)), await get()];
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toContain("Drawn 1 times");
  expect(new Set(answers.map((answer) => answer.headers.get("content-security-policy"))).size).toBe(1);
  expect(drawn()).toBe(1);
  expect(takeShown(), "the first was counted when it was drawn").toEqual(new Map([[placement, 3]]));
  expect(takeShown()).toEqual(new Map());
});

test("the cards of a page that is kept are seen each time that it is shown", async () => {
  takeCards();
  const card = { listingId: "a listing", tweetId: placement };
  const { get, open, drawn } = await shop((_, response) => {
    setImmediate(() => {
      noteCards([{ ...card, what: "seen" }]);
      response.end("a page with a card");
    });
  });
  open();
  for (let visitor = 0; visitor < 3; visitor++) await (await get()).text();
  expect(drawn()).toBe(1);
  expect(takeCards()).toEqual([{ ...card, seen: 3, opened: 0 }]);
});

test("whoever is somebody, asks for a part or for another page gets a page of their own", async () => {
  const { get, open, drawn } = await shop();
  open();
  await get();
  await get({ cookie: "next-auth.session-token=x" });
  await get({ cookie: "locale=fr; guest=x" });
  await get({ rsc: "1" });
  await get({}, "/orders");
  await get({}, "/?before=01K00000000000000000000000");
  expect(drawn()).toBe(6);
  await get({ cookie: "locale=fr" });
  expect(drawn(), "a language is no person").toBe(6);
});

test("a page is shared by those alone who see it alike: in language, country, hints, day and name", async () => {
  const others: Partial<SeenFrom>[] = [
    { language: "en" },
    { country: "BE" },
    { hints: "skipped" },
    { clockOffset: 86_400_000 },
    { host: "shop.merle.test" },
  ];
  let seenFrom = fromFrance;
  const { get, open, drawn } = await shop(undefined, () => seenFrom);
  open();
  await get();
  for (const [at, other] of others.entries()) {
    seenFrom = { ...fromFrance, ...other };
    await get();
    await get();
    expect(drawn(), JSON.stringify(other)).toBe(at + 2);
  }
});

test("where somebody begins to buy or to give is shared too; a purchase that was begun is not", async () => {
  const { get, open, drawn } = await shop();
  open();
  for (const path of [`/buy/${placement}`, `/donate/${placement}`, `/buy/${placement}?tweet=${placement}`]) {
    const before = drawn();
    await get({}, path);
    await get({}, path);
    expect(drawn(), path).toBe(before + 1);
    await get({ cookie: "guest=x" }, path);
    expect(drawn(), `${path}, begun`).toBe(before + 2);
  }
  const before = drawn();
  await get({}, `/buy/${placement}?order=1`);
  await get({}, "/buy/return");
  expect(drawn()).toBe(before + 2);
});

test("a page to read may wait in the browser for the way back; one where money moves may not", async () => {
  const { get, open } = await shop((_, response) =>
    response.writeHead(200, { "cache-control": "private, no-store" }).end("page"),
  );
  open();
  expect((await get()).headers.get("cache-control")).toBe("private, no-cache");
  expect((await get({}, `/buy/${placement}`)).headers.get("cache-control")).toBe("private, no-store");
  expect((await get({ cookie: "guest=x" })).headers.get("cache-control")).toBe("private, no-store");
});

test("an error, a redirect and an answer with a cookie are nobody else's", async () => {
  const answers: [number, Record<string, string>][] = [
    [500, {}],
    [307, { location: "/sign-in" }],
    [200, { "set-cookie": "guest=secret" }],
  ];
  for (const [status, headers] of answers) {
    const { get, open, drawn } = await shop((_, response) => response.writeHead(status, headers).end("once"));
    open();
    await get();
    await get();
    expect(drawn(), String(status)).toBe(2);
  }
});

test("whoever leaves while a page is drawn leaves the drawing to one of those who wait for it", async () => {
  const { get, open, drawn, asked } = await shop();
  const leaving = new AbortController();
  const left = get({}, "/", leaving.signal);
  await vi.waitFor(() => expect(drawn()).toBe(1));
  const waiting = Array.from({ length: 20 }, () => get());
  await vi.waitFor(() => expect(asked()).toBe(21));
  leaving.abort();
  await expect(left).rejects.toThrow("aborted");
  await vi.waitFor(() => expect(drawn()).toBe(2));
  open();
  const texts = await Promise.all(waiting.map(async (answer) => (await answer).text()));
  expect(new Set(texts).size).toBe(1);
  expect(drawn()).toBe(2);
});

test("a page is gone after its moment, whether or not anybody asks for it again", async () => {
  const { get, open, kept } = await shop();
  open();
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  await get();
  await get({}, "/p1/status/01K00000000000000000000000");
  expect(kept()).toBe(2);
  vi.advanceTimersByTime(1_000);
  expect(kept()).toBe(0);
});
