// For tests of ends: the operator, a shop's owner and manager, and the days of an end.
import { members } from "@/db/schema/accounts";
import type { Role } from "@/domain/context";
import type { World } from "@/domain/testing";
import type { EndDays } from "./date-rules";

export async function operator(w: World) {
  const person = await w.person("olga");
  return { ...person, actor: { ...person.actor, isOperator: true } };
}

/** Somebody who works for this shop in this role. */
export async function member(w: World, accountId: string, role: Role, handle: string = role) {
  const person = await w.person(handle);
  await w.db.insert(members).values({ accountId, personId: person.personId, role, createdAt: w.clock.now() });
  return { ...person, actor: { ...person.actor, memberships: [{ accountId, role }] } };
}

/** The tests' world begins on 4 May 2026. */
export const days: EndDays = {
  lastNewListingAt: "2026-07-01",
  salesEndAt: "2026-08-01",
  fulfilByAt: "2026-09-01",
  refundsUntilAt: "2026-10-01",
  closesAt: "2026-11-01",
};

export async function goTo(w: World, instant: string | Date): Promise<void> {
  w.passMinutes((new Date(instant).getTime() - w.clock.now().getTime()) / 60_000);
}
