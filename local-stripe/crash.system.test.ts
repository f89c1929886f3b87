import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Stripe } from "stripe";
import { afterAll, expect, test } from "vitest";
import { freePort, idOf } from "./testing";

const rounds = 3;
const writersAtOnce = 4;

const directory = mkdtempSync(join(tmpdir(), "local-stripe-crash-"));
let server: ChildProcess | undefined;
afterAll(() => {
  server?.kill("SIGKILL");
  rmSync(directory, { recursive: true, force: true });
});

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function numbersOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = Math.trunc(state + 0x6d_2b_79_f5);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function start(port: number): Promise<ChildProcess> {
  const main = fileURLToPath(new URL("./main.ts", import.meta.url));
  const env = { LOCAL_STRIPE_PORT: String(port), LOCAL_STRIPE_STATE: join(directory, "state.db") };
  const child = spawn(process.execPath, ["--import", "tsx", main], { env: { ...process.env, ...env } });
  server = child;
  await once(child.stdout, "data");
  return child;
}

interface Ask {
  key: string;
  send(stripe: Stripe): Promise<{ id: string }>;
}

interface Answered extends Ask {
  id: string;
}

/** What one shop does: pays, refunds a part, holds and takes; each request under a key of its own. */
function asksOf(shop: string, next: () => number): (answered: Answered[]) => Ask {
  let number = 0;
  return (answered) => {
    number += 1;
    const key = `${shop}-${number}`;
    const options = { idempotencyKey: key };
    const cents = 100 + Math.floor(next() * 90_000);
    const payments = answered.filter(({ id }) => id.startsWith("pi_"));
    const earlier = payments[Math.floor(next() * payments.length)];
    if (earlier && next() < 0.3) {
      const params = { payment_intent: earlier.id, amount: 1 + Math.floor(next() * 20) };
      return { key, send: (stripe) => stripe.refunds.create(params, options) };
    }
    const params = {
      amount: cents,
      currency: next() < 0.2 ? "eur" : "usd",
      payment_method: "pm_card_visa",
      confirm: true,
      metadata: { key },
    };
    return { key, send: (stripe) => stripe.paymentIntents.create(params, options) };
  };
}

test.each([1848])(
  "with seed %i, a server killed in the middle of its work loses nothing that it answered",
  { timeout: 240_000 },
  async (seed) => {
    const next = numbersOf(seed);
    const port = await freePort();
    const stripe = new Stripe("sk_test_local", {
      host: "127.0.0.1",
      port,
      protocol: "http",
      maxNetworkRetries: 0,
      telemetry: false,
    });
    const answered: Answered[] = [];
    const unanswered: Ask[] = [];

    for (let round = 1; round <= rounds; round += 1) {
      const child = await start(port);
      const ended = once(child, "exit");
      const killAfter = 1 + Math.floor(next() * 120);
      let answers = 0;
      const write = async (ask: (answered: Answered[]) => Ask) => {
        for (;;) {
          const request = ask(answered);
          try {
            const { id } = await request.send(stripe);
            answered.push({ ...request, id });
          } catch (error) {
            if (!(error instanceof Stripe.errors.StripeConnectionError)) throw error;
            unanswered.push(request);
            return;
          }
          answers += 1;
          // While others' requests are under way: some are answered, some done and not answered, some neither.
          if (answers === killAfter) child.kill("SIGKILL");
        }
      };
      await Promise.all(
        Array.from({ length: writersAtOnce }, (_, shop) => write(asksOf(`${seed}-${round}-${shop}`, next))),
      );
      await ended;
    }

    const child = await start(port);
    for (const request of answered) expect((await request.send(stripe)).id).toBe(request.id);
    const settled: Answered[] = [];
    for (const request of unanswered) settled.push({ ...request, id: (await request.send(stripe)).id });
    for (const request of settled) expect((await request.send(stripe)).id).toBe(request.id);

    const everything = [...answered, ...settled];
    const all = { limit: 10_000 };
    const payments = await stripe.paymentIntents.list({ limit: 100 }).autoPagingToArray(all);
    const charges = await stripe.charges.list({ limit: 100 }).autoPagingToArray(all);
    const refunds = await stripe.refunds.list({ limit: 100 }).autoPagingToArray(all);
    const ids = (objects: { id: string }[]) => objects.map(({ id }) => id).toSorted();
    expect(ids([...payments, ...refunds])).toEqual(ids(everything));
    // One charge for each payment, and the payment's own.
    expect(ids(charges)).toEqual(payments.map((intent) => idOf(intent.latest_charge)).toSorted());
    expect(payments.map(({ metadata }) => metadata["key"] ?? "").toSorted()).toEqual(
      everything
        .filter(({ id }) => id.startsWith("pi_"))
        .map(({ key }) => key)
        .toSorted(),
    );

    const movements = await stripe.balanceTransactions.list({ limit: 100 }).autoPagingToArray(all);
    expect(movements).toHaveLength(charges.length + refunds.length);
    const balance = await stripe.balance.retrieve();
    for (const { currency, amount } of balance.pending) {
      const available = balance.available.find((part) => part.currency === currency)?.amount ?? 0;
      const moved = movements.filter((movement) => movement.currency === currency);
      expect(amount + available).toBe(moved.reduce((sum, { net }) => sum + net, 0));
    }
    for (const charge of charges) {
      const given = refunds.filter(({ charge: of }) => of === charge.id);
      expect(charge.amount_refunded).toBe(given.reduce((sum, { amount }) => sum + amount, 0));
    }
    child.kill("SIGKILL");
    await once(child, "exit");
  },
);
