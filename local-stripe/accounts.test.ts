import { createServer } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { addressOf, bench, refusal } from "./testing";
import type { Bench } from "./testing";

const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function served(options: Parameters<typeof bench>[0] = {}): Promise<Bench> {
  const b = await bench(options);
  stops.push(() => b.stop());
  return b;
}

/** A place for thin events; what arrives is kept with its signature. */
async function receiver() {
  const received: { payload: string; signature: string }[] = [];
  const server = createServer((request, response) => {
    let payload = "";
    request.on("data", (chunk: Buffer) => {
      payload += chunk.toString("utf8");
    });
    request.on("end", () => {
      received.push({ payload, signature: String(request.headers["stripe-signature"]) });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  stops.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  );
  return { received, url: `http://127.0.0.1:${addressOf(server.address()).port}/thin` };
}

const recipient = {
  display_name: "Brûlerie du Canal",
  identity: { country: "fr", entity_type: "company" },
  configuration: {
    recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
  },
} as const;

async function transfersOf(b: Bench, id: string) {
  const account = await b.stripe.v2.core.accounts.retrieve(id, { include: ["configuration.recipient"] });
  return account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers;
}

const ways = { refresh_url: "https://merle.test/again", return_url: "https://merle.test/back" };

async function onboardingUrl(b: Bench, account: string): Promise<string> {
  const link = await b.stripe.v2.core.accountLinks.create({
    account,
    use_case: { type: "account_onboarding", account_onboarding: ways },
  });
  expect(link).toMatchObject({
    object: "v2.core.account_link",
    account,
    use_case: { account_onboarding: ways },
  });
  return link.url;
}

/** Presses a button of the page, as a browser would. */
async function press(b: Bench, page: string, outcome: "complete" | "leave"): Promise<string | null> {
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? "";
  const answer = await fetch(`${b.origin}${action}`, {
    method: "POST",
    body: new URLSearchParams({ outcome }),
    redirect: "manual",
  });
  return answer.headers.get("location");
}

test("a new account shows what is asked for, and cannot receive money yet", async () => {
  const b = await served();
  const account = await b.stripe.v2.core.accounts.create({
    ...recipient,
    include: ["requirements", "identity"],
  });
  expect(account).toMatchObject({
    object: "v2.core.account",
    applied_configurations: ["recipient"],
    display_name: "Brûlerie du Canal",
    identity: { country: "FR", entity_type: "company" },
    requirements: { entries: [{ awaiting_action_from: "user" }] },
  });
  expect(account.configuration).toBeUndefined();
  expect(await transfersOf(b, account.id)).toEqual({
    status: "restricted",
    status_details: [{ code: "requirements_past_due", resolution: "provide_info" }],
  });
  expect(await b.stripe.accounts.retrieve(account.id)).toMatchObject({
    capabilities: { transfers: "inactive" },
    details_submitted: false,
    payouts_enabled: false,
  });
  const without = b.stripe.v2.core.accounts.create({ ...recipient, identity: {} });
  expect(await refusal(without)).toMatchObject({ statusCode: 400, param: "identity.country" });
  expect(await refusal(b.stripe.v2.core.accounts.retrieve("acct_nobody"))).toMatchObject({
    statusCode: 404,
    code: "not_found",
  });
  expect(
    await refusal(b.stripe.v2.core.accounts.create(Object.assign({ colour: "red" }, recipient))),
  ).toMatchObject({ code: "parameter_unknown", param: "colour" });
});

test("an owner completes the onboarding, by a link that is good once", async () => {
  const b = await served();
  const { id } = await b.stripe.v2.core.accounts.create(recipient);
  const url = await onboardingUrl(b, id);
  const page = await (await fetch(url, { headers: { "accept-language": "fr" } })).text();
  expect(page).toContain("Terminer");
  expect(page).toContain("Brûlerie du Canal");

  const again = await fetch(url, { redirect: "manual" });
  expect(again.headers.get("location")).toBe(ways.refresh_url);
  const forged = page.replace(/session=[^"]+/, "session=session_forged");
  expect(await press(b, forged, "complete")).toBe(ways.refresh_url);
  expect((await transfersOf(b, id))?.status).toBe("restricted");

  expect(await press(b, page, "complete")).toBe(ways.return_url);
  expect(await transfersOf(b, id)).toEqual({ status: "active", status_details: [] });
  expect(await b.stripe.accounts.retrieve(id)).toMatchObject({ payouts_enabled: true });
  expect((await b.stripe.accounts.listExternalAccounts(id)).data).toMatchObject([
    { object: "bank_account", currency: "eur", country: "FR", default_for_currency: true },
  ]);
});

test("an owner who leaves, or comes too late, has given nothing", async () => {
  let nowMs = Date.now();
  const b = await served({ clock: () => nowMs });
  const { id } = await b.stripe.v2.core.accounts.create(recipient);
  const page = await (await fetch(await onboardingUrl(b, id))).text();
  expect(await press(b, page, "leave")).toBe(ways.return_url);
  expect((await transfersOf(b, id))?.status).toBe("restricted");
  const url = await onboardingUrl(b, id);
  nowMs += 6 * 60 * 1000;
  expect((await fetch(url, { redirect: "manual" })).headers.get("location")).toBe(ways.refresh_url);
  expect((await fetch(`${b.origin}/hosted/onboarding/acctlnk_unknown`)).status).toBe(404);
});

test("a thin event says whose capability changed, and the account says how", async () => {
  const { received, url } = await receiver();
  const secret = "whsec_of_thin_events";
  const b = await served({ thinWebhook: { url, secret } });
  const { id } = await b.stripe.v2.core.accounts.create(recipient);
  await b.order("/_local/accounts", { account: id, capabilities: "active" });
  const type = "v2.core.account[configuration.recipient].capability_status_updated";
  await vi.waitFor(() => expect(received.some(({ payload }) => payload.includes(type))).toBe(true));
  const notifications = received.map(({ payload, signature }) =>
    b.stripe.parseEventNotification(payload, signature, secret),
  );
  const changed = notifications.find((one) => one.type === type);
  if (changed?.type !== type) throw new Error("It was not told.");
  expect(changed).not.toHaveProperty("data");
  expect(changed.related_object).toEqual({ id, type: "v2.core.account", url: `/v2/core/accounts/${id}` });
  expect((await changed.fetchRelatedObject()).id).toBe(id);
  expect(["stripe_balance.stripe_transfers", "stripe_balance.payouts"]).toContain(
    (await changed.fetchEvent()).data.updated_capability,
  );
  const [first] = received;
  expect(() =>
    b.stripe.parseEventNotification(first?.payload ?? "", first?.signature ?? "", "whsec_another"),
  ).toThrow("signature");
  const listed = await b.stripe.v2.core.events.list({ object_id: id, types: [type] });
  expect(listed.data.map((event) => event.type)).toEqual([type, type]);
});

test("a capability is whatever a test says, with its reason", async () => {
  const b = await served();
  const { id } = await b.stripe.v2.core.accounts.create(recipient);
  for (const [status, code] of [
    ["pending", "determining_status"],
    ["rejected", "rejected_other"],
    ["unsupported", "unsupported_business"],
  ] as const) {
    await b.order("/_local/accounts", { account: id, capabilities: status });
    expect(await transfersOf(b, id)).toMatchObject({ status, status_details: [{ code }] });
  }
});

test("a destination of one's own gets the events that it asked for", async () => {
  const { received, url } = await receiver();
  const b = await served();
  const destination = await b.stripe.v2.core.eventDestinations.create({
    name: "Accounts",
    type: "webhook_endpoint",
    event_payload: "thin",
    enabled_events: ["v2.core.account.closed"],
    webhook_endpoint: { url },
    include: ["webhook_endpoint.signing_secret", "webhook_endpoint.url"],
  });
  const secret = destination.webhook_endpoint?.signing_secret ?? "";
  const { id } = await b.stripe.v2.core.accounts.create(recipient);
  await b.stripe.v2.core.accounts.close(id);
  await vi.waitFor(() => expect(received).toHaveLength(1));
  const [first] = received;
  const closed = b.stripe.parseEventNotification(first?.payload ?? "", first?.signature ?? "", secret);
  expect(closed.type).toBe("v2.core.account.closed");
  const shown = await b.stripe.v2.core.eventDestinations.retrieve(destination.id);
  expect(shown.webhook_endpoint?.signing_secret).toBeUndefined();
  await b.stripe.v2.core.eventDestinations.del(destination.id);
  expect((await b.stripe.v2.core.eventDestinations.list()).data).toEqual([]);
  expect(await refusal(b.stripe.v2.core.accounts.update(id, { display_name: "X" }))).toMatchObject({
    code: "account_closed",
  });
});

test("accounts are changed, and listed page by page", async () => {
  const b = await served();
  const ids: string[] = [];
  for (let made = 0; made < 5; made += 1) ids.unshift((await b.stripe.v2.core.accounts.create(recipient)).id);
  const first = await b.stripe.v2.core.accounts.list({ limit: 2, applied_configurations: ["recipient"] });
  expect(first.data.map((account) => account.id)).toEqual(ids.slice(0, 2));
  expect(first.previous_page_url).toBeNull();
  const all: string[] = [];
  for await (const account of b.stripe.v2.core.accounts.list({ limit: 2 })) all.push(account.id);
  expect(all).toEqual(ids);
  expect((await b.stripe.v2.core.accounts.list({ applied_configurations: ["merchant"] })).data).toEqual([]);

  const [newest = ""] = ids;
  const changed = await b.stripe.v2.core.accounts.update(newest, {
    display_name: "Canal",
    metadata: { merchant: "7" },
    configuration: { merchant: { capabilities: { card_payments: { requested: true } } } },
  });
  expect(changed).toMatchObject({
    applied_configurations: ["merchant", "recipient"],
    display_name: "Canal",
    metadata: { merchant: "7" },
  });
});

test("cards are charged on behalf of an account only with its leave", async () => {
  const b = await served();
  const { id } = await b.stripe.v2.core.accounts.create(recipient);
  await b.order("/_local/accounts", { account: id, capabilities: "active" });
  const payment = {
    amount: 900,
    currency: "eur",
    on_behalf_of: id,
    transfer_data: { destination: id },
    payment_method: "pm_card_visa",
    confirm: true,
  };
  expect(await refusal(b.stripe.paymentIntents.create(payment))).toMatchObject({
    code: "capability_not_active",
    param: "on_behalf_of",
  });
  await b.stripe.v2.core.accounts.update(id, {
    configuration: { merchant: { capabilities: { card_payments: { requested: true } } } },
  });
  await b.order("/_local/accounts", { account: id, capabilities: "active" });
  const intent = await b.stripe.paymentIntents.create({ ...payment, expand: ["latest_charge"] });
  expect(intent).toMatchObject({ on_behalf_of: id, latest_charge: { on_behalf_of: id } });
});

test("an account is closed only when its balance is empty", async () => {
  const b = await served();
  const { id } = await b.stripe.v2.core.accounts.create(recipient);
  await b.order("/_local/accounts", { account: id, capabilities: "active" });
  await b.stripe.paymentIntents.create({
    amount: 900,
    currency: "eur",
    transfer_data: { destination: id },
    payment_method: "pm_card_visa",
    confirm: true,
  });
  expect(await refusal(b.stripe.v2.core.accounts.close(id))).toMatchObject({ statusCode: 400 });
});

test("a state file from before there were accounts is all the platform's", async () => {
  const b = await served();
  await b.stripe.customers.create({ email: "ada@example.test" });
  b.store.sql.exec("drop index objects_by_account");
  b.store.sql.exec("drop index objects_of_balances");
  b.store.sql.exec("alter table objects drop column account");
  b.store.sql.pragma("user_version = 1");
  stops.pop();
  const later = await b.restart();
  stops.push(() => later.stop());
  expect((await later.stripe.customers.list()).data).toHaveLength(1);
});
