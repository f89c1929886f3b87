import { createFormatter, createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import type { Locale } from "@/domain/context";
import { daysAfter, minutesAfter } from "@/domain/time";
import { messages } from "@/messages";
import { type Facts, healthLines } from "./lines";

const now = new Date("2026-11-27T12:00:00Z");
const mails = {
  kind: "mail" as const,
  count: 0,
  oldestAt: undefined,
  dueAt: undefined,
  failing: 0,
  mostTries: 0,
  givenUp: 0,
};

const well = {
  health: {
    database: { version: "3.53.2", sizeBytes: 2_100_000, isWritable: true },
    stripeMilliseconds: 180,
    queues: [mails],
    jobs: new Map([["tally", { name: "tally", doneAt: now, lastError: undefined }]]),
    lastMailAt: minutesAfter(now, -5),
    comparison: { at: minutesAfter(now, -60), movements: 12, differences: [] },
  },
  jobs: [{ name: "tally", everySeconds: 15 }],
  here: { disk: { freeBytes: 50e9, totalBytes: 100e9 }, running: 2, upMinutes: 61 },
  now,
  settings: {
    engine: "sqlite",
    smtpUrl: "smtp://mail.example",
    isDemo: false,
    webProcesses: 2,
    stripe: { mode: "live" },
  },
} satisfies Facts;

/** What is not well, as an operator reads it: its name, how it is, and what to do. */
function toLookAt(facts: Facts, locale: Locale = "en") {
  const words = { locale, messages: messages[locale], timeZone: "UTC" };
  const { parts, queues, turns } = healthLines(facts, {
    t: createTranslator({ ...words, namespace: "operator.health" }),
    kinds: createTranslator({ ...words, namespace: "operator.jobs.kinds" }),
    format: createFormatter({ locale, timeZone: "UTC" }),
    locale,
  });
  return [...parts, ...queues, ...turns]
    .filter(({ isWell }) => !isWell)
    .map(({ name, text, more }) => `${name}: ${text}. ${more}`.replaceAll(/\s/g, " "));
}

const but = (change: {
  health?: Partial<Facts["health"]>;
  here?: Partial<Facts["here"]>;
  settings?: Partial<Facts["settings"]>;
}): Facts => ({
  ...well,
  health: { ...well.health, ...change.health },
  here: { ...well.here, ...change.here },
  settings: { ...well.settings, ...change.settings },
});

test("where all is well there is nothing to look at, in either language", () => {
  expect(toLookAt(well)).toEqual([]);
  expect(toLookAt(well, "fr")).toEqual([]);
});

test.each<[string, Facts, string]>([
  [
    "the database only lets itself be read",
    but({ health: { database: { ...well.health.database, isWritable: false } } }),
    "Database: SQLite 3.53.2, 2.1 MB. It can be read, and not written: nobody can sign in or buy. The log says why: the rights of its file, or a server that follows another one.",
  ],
  [
    "Stripe is silent",
    but({ health: { stripeMilliseconds: undefined } }),
    "Stripe: does not answer within three seconds. Nobody can pay until it does; what is open settles by itself afterwards. See status.stripe.com.",
  ],
  [
    "the local Stripe is silent",
    but({ health: { stripeMilliseconds: undefined }, settings: { stripe: { mode: "local" } } }),
    "Stripe: does not answer within three seconds. It runs beside Merle, and nobody can pay until it does; start Merle again.",
  ],
  [
    "mails have nowhere to go",
    but({ settings: { smtpUrl: undefined } }),
    "Mail: There is no mail server: SMTP_URL is not set. Mails wait. Set SMTP_URL, and start again.",
  ],
  [
    "the books differ from Stripe's",
    but({
      health: {
        comparison: {
          at: now,
          movements: 1,
          differences: [{ check: "payments", subject: "pi_1", expected: "2400", found: "2500" }],
        },
      },
    }),
    "Books and Stripe: Nov 27, 2026, 12:00 PM UTC: 1 movement, 1 difference. npm run audit compares again and names every difference.",
  ],
  [
    "nobody compared for two days",
    but({ health: { comparison: { at: daysAfter(now, -2), movements: 3, differences: [] } } }),
    "Books and Stripe: Nov 25, 2026, 12:00 PM UTC: 3 movements, no difference. npm run audit compares again and names every difference.",
  ],
  [
    "a process has died",
    but({ here: { running: 1 } }),
    "Web processes: 1 of 2 serve; this one for 61 minutes. One that dies is replaced within seconds; the log says which one, and when.",
  ],
  [
    "the disk is full",
    but({ here: { disk: { freeBytes: 0, totalBytes: 67_100_000 } } }),
    "Disk: 0 MB of 67.1 MB free. Make room: on a full disk nobody can sign in or buy.",
  ],
  [
    "mails wait too long",
    but({
      health: {
        queues: [{ ...mails, count: 2, oldestAt: minutesAfter(now, -6), dueAt: minutesAfter(now, -6) }],
      },
    }),
    "Mails to send: 2 waiting; the oldest since Nov 27, 2026, 11:54 AM UTC. This is late.",
  ],
  [
    "mails fail again and again",
    but({ health: { queues: [{ ...mails, failing: 3, mostTries: 6 }] } }),
    "Mails to send: 3 failed, and are tried again later. Failed 6 times so far. What it says is under Jobs.",
  ],
  [
    "mails were given up",
    but({ health: { queues: [{ ...mails, givenUp: 1 }] } }),
    "Mails to send: Nothing waits. 1 given up",
  ],
  ["a job has never run", but({ health: { jobs: new Map() } }), "tally: never. This is late."],
  [
    "a job failed",
    but({ health: { jobs: new Map([["tally", { name: "tally", doneAt: now, lastError: "Error: No." }]]) } }),
    "tally: Nov 27, 2026, 12:00 PM UTC. Error: No.",
  ],
])("where %s, that alone is said, and what to do", (_, facts, sentence) => {
  expect(toLookAt(facts)).toEqual([sentence]);
  expect(toLookAt(facts, "fr")).toHaveLength(1);
});

test("a mail that failed once is nothing to look at, nor are mails that the demo world keeps", () => {
  expect(toLookAt(but({ health: { queues: [{ ...mails, failing: 1, mostTries: 1 }] } }))).toEqual([]);
  expect(toLookAt(but({ settings: { smtpUrl: undefined, isDemo: true } }))).toEqual([]);
});
