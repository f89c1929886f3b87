// The shops that somebody works for.
import { asc, eq } from "drizzle-orm";
import { accounts, members, merchants } from "@/db/schema/accounts";
import { type Core, personOf, type Role } from "@/domain/context";

export type MyShop = {
  accountId: string;
  handle: string;
  name: string;
  avatarUrl: string | null;
  /** In which its times are typed and told. */
  timeZone: string;
  role: Role;
};

/** Merchants only, by name; none for guests. */
export async function myShops(ctx: Core): Promise<MyShop[]> {
  const person = personOf(ctx);
  if (!person || person.memberships.length === 0) return [];
  return ctx.db
    .select({
      accountId: accounts.id,
      handle: accounts.handle,
      name: accounts.name,
      avatarUrl: accounts.avatarUrl,
      timeZone: merchants.timeZone,
      role: members.role,
    })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .innerJoin(merchants, eq(merchants.accountId, accounts.id))
    .where(eq(members.personId, person.personId))
    .orderBy(asc(accounts.name), asc(accounts.id));
}
