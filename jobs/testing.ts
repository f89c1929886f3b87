// Processes of their own for tests: they work on the test's database, can be killed, and end with the test.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { isNull } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { inject, onTestFinished } from "vitest";
import { leases } from "@/db/schema/leases";
import type { World } from "@/domain/testing";
import { listen } from "@/local-stripe/server";

declare module "vitest" {
  interface ProvidedContext {
    /** The program that startWorker starts: scripts/testing-programs.mjs. */
    worker: string;
  }
}

/** Something that one side waits for and the other brings about. */
export function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

/** Brings the clock of the world to this very moment, by which other processes go. */
export function goByTheRealTime(w: World): void {
  w.passMinutes((Date.now() - w.clock.now().getTime()) / 60_000);
}

/** What processes that died still hold is free at once, as it is when minutes have gone by. */
export async function letLeasesRunOut(w: World): Promise<void> {
  await w.db
    .update(leases)
    .set({ freeAt: new Date(Date.now() - 60_000) })
    .where(isNull(leases.givenUpAt));
}

/** Puts the world's local Stripe on a port, where other processes find it, and where it may let them wait. */
async function stripePort(w: World, before: WorkerOptions["beforeStripeAnswers"]): Promise<number> {
  const answer: typeof w.stripe.local.answer = async (question, ...more) => {
    await before?.(question.url.pathname);
    return w.stripe.local.answer(question, ...more);
  };
  const server = await listen({ ...w.stripe.local, answer }, 0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

export type Letter = { id: string; date: string };

/**
 * A mail server (smtp-server) that keeps what it takes. `answer` may wait before it says that a mail was taken, or
 * break the connection without a word.
 */
export async function postOffice(answer: (taken: number) => Promise<"yes" | "silence"> = async () => "yes") {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    async onData(stream, session, done) {
      let text = "";
      try {
        for await (const chunk of stream) text += String(chunk);
      } catch {
        return; // whoever sent it was killed in the middle of it: nothing was taken
      }
      const header = (name: string) => new RegExp(`^${name}: (.*)\r?$`, "m").exec(text)?.[1] ?? "";
      letters.push({ id: header("Message-ID"), date: header("Date") });
      if ((await answer(letters.length)) === "yes") done();
      else breakOff(session.id);
    },
  });
  const breakOff = (sessionId: string) => {
    for (const connection of server.connections) if (connection.id === sessionId) connection.close();
  };
  server.on("error", () => undefined); // a client that was killed
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  onTestFinished(() => new Promise((resolve) => server.close(resolve)));
  return { letters, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` };
}

type WorkerOptions = {
  smtpUrl?: string;
  /** As MEDIA_URL says it; a folder beside the database's file unless given. */
  mediaUrl?: string;
  /** How long it waits for its work when it is told to stop. */
  patienceMilliseconds?: number;
  /** Stripe answers a question only when this is done. */
  beforeStripeAnswers?: (path: string) => Promise<void>;
};

/** Starts a process with all jobs, and waits until it works. */
export async function startWorker(
  w: World,
  {
    smtpUrl = "smtp://127.0.0.1:9",
    mediaUrl,
    patienceMilliseconds = 5000,
    beforeStripeAnswers,
  }: WorkerOptions = {},
) {
  const child: ChildProcess = spawn(process.execPath, [inject("worker"), String(patienceMilliseconds)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "test",
      DATABASE_URL: w.db.url,
      LOCAL_STRIPE_PORT: String(await stripePort(w, beforeStripeAnswers)),
      SMTP_URL: smtpUrl,
      ...(mediaUrl === undefined ? {} : { MEDIA_URL: mediaUrl }),
    },
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? code));
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { child, ended, port };
}
