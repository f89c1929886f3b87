// Work done by processes that die, stop and compete. Failure test 18, and mails that are sent once.
import { eq } from "drizzle-orm";
import { expect, onTestFinished, test, vi } from "vitest";
import { newId } from "@/db/id";
import { donations } from "@/db/schema/donations";
import { leases } from "@/db/schema/leases";
import { mails } from "@/db/schema/mail";
import { paymentAttempts, stripeEvents } from "@/db/schema/payments";
import { auditBooks } from "@/domain/audit/audit-books";
import { give } from "@/domain/checkout/give";
import { handleStripeEvents, receiveStripeEvent } from "@/domain/checkout/handle-stripe-event";
import { forgetOldLeases } from "@/domain/leases/forget-old-leases";
import { deliverMails } from "@/domain/mail/deliver-mails";
import { queueMail } from "@/domain/mail/queue-mail";
import { type World, world } from "@/domain/testing";
import { smtpMailer } from "@/integrations/mail/mailer";
import { gate, goByTheRealTime, postOffice, startWorker } from "./testing";

// Nothing here waits for a time to pass, only for things to happen: the limit is for a machine that is busy.
const patiently = { timeout: 120_000, interval: 50 };
const long = 240_000;

/** A gift that Stripe has been paid, and that we have not heard of. Returns its payment at Stripe. */
async function paidUnheard(w: World, causeId: string): Promise<string> {
  await w.stripe.fault("reset-after", "*/confirm");
  const given = await give(w.guest(), {
    causeId,
    giftMinor: 2000,
    coversFee: false,
    seenTotalMinor: 2000,
    email: `${newId(w.clock.now())}@merle.test`,
    donorName: "Grace Okafor",
    isAnonymous: false,
    keepsDetails: false,
    tweetId: undefined,
    means: {
      kind: "new-card",
      confirmationToken: await w.stripe.typeCard(),
      customerId: undefined,
      keepsCard: false,
    },
    returnUrl: "http://localhost:3000/donate/return?gift=:id",
    showsChallengeInPlace: true,
  });
  if (!given.ok) throw new Error(given.reason);
  expect(given.value.state).toBe("confirming");
  const [attempt] = await w.db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.subjectId, given.value.donationId));
  return attempt!.stripePaymentIntentId!;
}

const tell = (w: World, id: string, intentId: string) =>
  receiveStripeEvent(w.schedule(), { id, type: "payment_intent.succeeded", objectId: intentId });

const queueOne = (w: World) =>
  queueMail(w.schedule(), {
    kind: "reset-password",
    to: "ada@merle.test",
    locale: "en",
    content: { name: "Ada", url: "/reset-password?token=secret" },
    eventKey: newId(w.clock.now()),
  });

function mailerTo(office: { url: string }, publicUrl: string) {
  const mailer = smtpMailer(office.url, publicUrl);
  onTestFinished(() => mailer.close());
  return mailer;
}

const handled = async (w: World) =>
  (await w.db.select().from(stripeEvents)).filter(({ handledAt }) => handledAt !== null).length;
const sent = async (w: World) =>
  (await w.db.select().from(mails)).filter(({ sentAt }) => sentAt !== null).length;

// When the event was noted as handled before it was acted upon, nobody took it up and the gift stayed pending. When
// leases had no end, it was the dead process's for good; when takeLease did not look at them, it was taken at once.
test(
  "18: a process killed while it handles an event leaves it to another one, which handles it once",
  async () => {
    const w = await world();
    goByTheRealTime(w);
    const { causeId } = await w.cause();
    const intentId = await paidUnheard(w, causeId);
    await tell(w, "evt_1", intentId);
    const [asked, killed] = [gate(), gate()];
    const worker = await startWorker(w, {
      beforeStripeAnswers: async (path) => {
        if (path !== `/v1/payment_intents/${intentId}`) return;
        asked.open();
        await killed.opened;
      },
    });
    await asked.opened;
    expect(await w.db.select().from(leases).where(eq(leases.kind, "stripe-event"))).toMatchObject([
      { subjectId: "evt_1", tries: 1 },
    ]);
    worker.child.kill("SIGKILL");
    expect(await worker.ended).toBe("SIGKILL");
    killed.open();
    expect(await w.db.select().from(donations)).toMatchObject([{ status: "pending" }]);

    expect(await handleStripeEvents(w.schedule())).toEqual({ done: 0, failed: [] });
    w.passMinutes(5);
    expect(await handleStripeEvents(w.schedule())).toEqual({ done: 1, failed: [] });
    expect(await handleStripeEvents(w.schedule())).toEqual({ done: 0, failed: [] });
    expect(await w.db.select().from(donations)).toMatchObject([
      { status: "paid", receiptNumber: expect.stringMatching(/-000001$/) as string },
    ]);
    expect(await w.db.select().from(mails)).toHaveLength(1);
    expect(await auditBooks(w.schedule())).toEqual([]);
  },
  long,
);

// When takeLease took what others hold, receipts went out twice.
test(
  "two processes, one of them killed midway, do each of several hundred things exactly once",
  async () => {
    const w = await world();
    goByTheRealTime(w);
    const { causeId } = await w.cause();
    const [gifts, eventsEach] = [40, 5];
    for (let gift = 0; gift < gifts; gift++) {
      const intentId = await paidUnheard(w, causeId);
      // Stripe tells of it five times, by events of their own.
      for (let event = 0; event < eventsEach; event++) await tell(w, `evt_${gift}_${event}`, intentId);
    }
    const office = await postOffice();
    const [doomed, survivor] = await Promise.all([
      startWorker(w, { smtpUrl: office.url }),
      startWorker(w, { smtpUrl: office.url }),
    ]);
    await vi.waitFor(async () => expect(await sent(w)).toBeGreaterThan(gifts / 10), {
      ...patiently,
      interval: 5,
    });
    doomed.child.kill("SIGKILL");
    await doomed.ended;
    const byThen = await sent(w);
    expect(byThen).toBeLessThan(gifts);

    // All that the dead one did not have in hand is done by the other; the rest when its leases have run out.
    await vi.waitFor(async () => {
      const stillHeld = (await w.db.select().from(leases)).filter(({ kind }) => kind !== "job").length;
      expect(stillHeld).toBeLessThanOrEqual(4);
      expect(await handled(w)).toBeGreaterThanOrEqual(eventsEach * gifts - stillHeld);
      expect(await sent(w)).toBeGreaterThanOrEqual(gifts - stillHeld);
    }, patiently);
    survivor.child.kill("SIGTERM");
    expect(await survivor.ended).toBe(0);
    w.passMinutes(5);
    await handleStripeEvents(w.schedule());
    await deliverMails(w.schedule(), mailerTo(office, "https://merle.example"));

    const given = await w.db.select().from(donations);
    expect(given.every(({ status }) => status === "paid")).toBe(true);
    const numbers = given.map(({ receiptNumber }) => Number(receiptNumber?.split("-")[1]));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: gifts }, (_, i) => i + 1));
    const receipts = await w.db.select().from(mails);
    expect(receipts).toHaveLength(gifts);
    expect(receipts.every(({ sentAt }) => sentAt !== null)).toBe(true);
    expect(await handled(w)).toBe(eventsEach * gifts);
    const ids = office.letters.map(({ id }) => id.split("@")[0]);
    expect(new Set(ids).size).toBe(gifts);
    // At most the one that was at the mail server when its process died, under the Message-ID of the first time.
    expect(ids.length - gifts).toBeLessThanOrEqual(1);
    // Of the events nothing is left, whoever had them in hand. A process that dies with the lease of a mail which another
    // has sent meanwhile leaves it behind, until it is forgotten.
    const left = (await w.db.select().from(leases)).filter(({ kind }) => kind !== "job");
    expect(left.filter(({ kind }) => kind !== "mail")).toEqual([]);
    expect(left.length).toBeLessThanOrEqual(1);
    expect(left.filter(({ heldBy }) => heldBy?.split("/")[1] !== String(doomed.child.pid))).toEqual([]);
    w.passMinutes(8 * 24 * 60);
    await forgetOldLeases(w.schedule());
    expect((await w.db.select().from(leases)).filter(({ kind }) => kind !== "job")).toEqual([]);
    expect(await auditBooks(w.schedule())).toEqual([]);
  },
  long,
);

test("a mail server that takes a mail and breaks off before its answer gets it again under the same Message-ID", async () => {
  const w = await world();
  await queueOne(w);
  const office = await postOffice(async (taken) => (taken === 1 ? "silence" : "yes"));
  const mailer = mailerTo(office, "https://merle.example");
  expect((await deliverMails(w.schedule(), mailer)).failed).toHaveLength(1);
  expect(await sent(w)).toBe(0);
  w.passMinutes(1);
  expect(await deliverMails(w.schedule(), mailer)).toEqual({ done: 1, failed: [] });
  w.passMinutes(60);
  expect(await deliverMails(w.schedule(), mailer)).toEqual({ done: 0, failed: [] });
  const [mail] = await w.db.select().from(mails);
  const letter = { id: `<${mail!.id}@merle.example>`, date: "Mon, 04 May 2026 09:00:00 +0000" };
  expect(office.letters).toEqual([letter, letter]);
});

// When takeLease took what others hold, the mail was sent again while the first process might still be at it.
test(
  "a process killed between sending a mail and noting it: known for a repeat, and sent no third time",
  async () => {
    const w = await world();
    goByTheRealTime(w);
    await queueOne(w);
    const taken = gate();
    const office = await postOffice(async (count) => {
      if (count > 1) return "yes";
      taken.open();
      await worker.ended;
      return "silence";
    });
    const worker = await startWorker(w, { smtpUrl: office.url });
    await taken.opened;
    worker.child.kill("SIGKILL");
    await worker.ended;

    // Nobody sends it while the dead one may still be at it.
    const mailer = mailerTo(office, "http://localhost:3000");
    expect(await deliverMails(w.schedule(), mailer)).toEqual({ done: 0, failed: [] });
    w.passMinutes(5);
    expect(await deliverMails(w.schedule(), mailer)).toEqual({ done: 1, failed: [] });
    expect(await deliverMails(w.schedule(), mailer)).toEqual({ done: 0, failed: [] });
    expect(office.letters).toHaveLength(2);
    expect(office.letters[0]).toEqual(office.letters[1]);
  },
  long,
);

// When the process ended with the first signal, the answer was cut off in the middle and the mail's lease was left.
test(
  "a process that is told to stop cuts off no request, finishes the mail in hand and leaves no lease behind",
  async () => {
    const w = await world();
    goByTheRealTime(w);
    await queueOne(w);
    await queueOne(w);
    const [taken, released] = [gate(), gate()];
    const office = await postOffice(async () => {
      taken.open();
      await released.opened;
      return "yes";
    });
    const worker = await startWorker(w, { smtpUrl: office.url, patienceMilliseconds: 30_000 });
    const page = `http://127.0.0.1:${worker.port}/`;
    const response = await fetch(page);
    await taken.opened;

    worker.child.kill("SIGTERM");
    await vi.waitFor(async () => {
      await expect(fetch(page, { signal: AbortSignal.timeout(1000) })).rejects.toThrow("fetch failed");
    }, patiently);
    released.open();
    worker.child.send("answer");
    expect(await response.text()).toBe("the first half, and the second");
    expect(await worker.ended).toBe(0);

    expect(await sent(w)).toBe(1);
    expect(office.letters).toHaveLength(1);
    const kept = await w.db.select().from(leases);
    expect(kept.filter(({ kind }) => kind !== "job")).toEqual([]);
    expect(kept.every(({ heldBy }) => heldBy === null)).toBe(true);
  },
  long,
);

test(
  "what takes too long is left to others when its process ends, with its lease given back",
  async () => {
    const w = await world();
    goByTheRealTime(w);
    await queueOne(w);
    const taken = gate();
    const office = await postOffice(async () => {
      taken.open();
      await worker.ended;
      return "silence";
    });
    const worker = await startWorker(w, { smtpUrl: office.url, patienceMilliseconds: 100 });
    await taken.opened;
    worker.child.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
    expect((await w.db.select().from(leases)).every(({ heldBy }) => heldBy === null)).toBe(true);
    goByTheRealTime(w);
    const sentNow: string[] = [];
    await deliverMails(w.schedule(), {
      keepsContent: false,
      send: async ({ id }) => {
        sentNow.push(id);
      },
    });
    expect(sentNow).toHaveLength(1);
  },
  long,
);
