import { afterEach, expect, test, vi } from "vitest";
import { bench } from "./testing";
import type { Bench } from "./testing";

let b: Bench;
afterEach(() => b.stop());

const day = 24 * 60 * 60;

async function clockOf(served: Bench): Promise<{ now: string; movedSeconds: number }> {
  return (await fetch(`${served.origin}/_local/clock`)).json();
}

test("whoever moves the clock finds done what became due, each at its own time", async () => {
  b = await bench({ clock: () => Date.UTC(2026, 0, 31, 12) });
  const held = await b.stripe.paymentIntents.create({
    amount: 900,
    currency: "usd",
    capture_method: "manual",
    payment_method: "pm_card_visa",
    confirm: true,
  });
  await b.order("/_local/clock", { advanceSeconds: 30 * day });
  const released = await b.stripe.paymentIntents.retrieve(held.id);
  expect(released).toMatchObject({ status: "canceled", canceled_at: held.created + 7 * day });
  const later = await b.stripe.customers.create();
  expect(later.created).toBe(held.created + 30 * day);
});

test("the clock is set to an instant, stays there after a restart, and goes back to the machine's", async () => {
  const machine = Date.UTC(2026, 5, 1);
  b = await bench({ clock: () => machine });
  await b.order("/_local/clock", { now: "2027-02-28T09:30:00Z" });
  b = await b.restart();
  expect(await clockOf(b)).toMatchObject({ now: "2027-02-28T09:30:00.000Z" });
  await fetch(`${b.origin}/_local/clock`, { method: "DELETE" });
  expect(await clockOf(b)).toEqual({ now: "2026-06-01T00:00:00.000Z", movedSeconds: 0 });
});

test("an order that names no instant is refused in words", async () => {
  b = await bench();
  await expect(b.order("/_local/clock", { now: "tomorrow" })).rejects.toThrow(/invalid_request_error/);
});

test("webhooks are signed and tried again by the machine's time, however far the clock was moved", async () => {
  const answers = [500, 200];
  const sent: { payload: string; signature: string }[] = [];
  const secret = "whsec_of_the_clock";
  let machine = Date.now();
  b = await bench({
    clock: () => machine,
    webhook: { url: "http://127.0.0.1:9/hooks", secret },
    async send(_, init) {
      const headers = new Headers(init?.headers);
      const payload = typeof init?.body === "string" ? init.body : "";
      sent.push({ payload, signature: headers.get("stripe-signature") ?? "" });
      return new Response(null, { status: answers.shift() ?? 200 });
    },
  });
  await b.order("/_local/clock", { advanceSeconds: 400 * day });
  await b.stripe.customers.create();
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  machine += 1000;
  await b.local.runDue();
  expect(sent).toHaveLength(2);
  for (const { payload, signature } of sent) {
    expect(b.stripe.webhooks.constructEvent(payload, signature, secret).type).toBe("customer.created");
  }
});
