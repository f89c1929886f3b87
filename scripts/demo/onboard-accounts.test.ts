import { expect, test } from "vitest";
import { connectedAccounts } from "@/db/schema/accounts";
import { world } from "@/domain/testing";
import { onboardAccounts } from "./onboard-accounts";

test("shops and charities get their accounts once, and others when the local Stripe was wiped", async () => {
  const w = await world();
  const shop = await w.merchant();
  const { accountId: charityId } = await w.cause();
  const onboard = () => onboardAccounts(w.schedule(), (id) => w.stripe.setCapabilities(id, "active"));
  const accounts = async () =>
    (await w.db.select().from(connectedAccounts)).map(({ accountId, stripeAccountId, transfers }) => ({
      accountId,
      stripeAccountId,
      transfers,
    }));

  expect(await onboard()).toBe(2);
  const first = await accounts();
  expect(first.map(({ accountId }) => accountId).toSorted()).toEqual([shop.accountId, charityId].toSorted());
  expect(first.every(({ transfers }) => transfers === "active")).toBe(true);

  expect(await onboard()).toBe(0);
  expect(await accounts()).toEqual(first);

  await w.stripe.wipe();
  expect(await onboard()).toBe(2);
  const later = await accounts();
  expect(later.every(({ transfers }) => transfers === "active")).toBe(true);
  expect(later.map(({ stripeAccountId }) => stripeAccountId)).not.toEqual(
    first.map(({ stripeAccountId }) => stripeAccountId),
  );
});
