import { eq } from "drizzle-orm";
import type { Database } from "@/db";
import { accounts, members, people } from "@/db/schema/accounts";
import { type Blanks, statement } from "@/db/statement";
import { type Core, type Locale, type Person, personOf } from "@/domain/context";

/** What a session cookie says: who signed in, and when (milliseconds). */
export type SessionPerson = { personId: string; signedInAt: number };

/** The person of a session, with what they may act for; undefined when the session is over or they are gone. */
export async function actorForSession(db: Database, session: SessionPerson): Promise<Person | undefined> {
  const found = await actorOf(db, session.personId);
  return found && found.passwordChangedAt.getTime() <= session.signedInAt ? found.actor : undefined;
}

/** What somebody may do by now who began something that goes on without them. */
export async function personActing(db: Database, personId: string): Promise<Person | undefined> {
  return (await actorOf(db, personId))?.actor;
}

const membersOf = statement((db, { personId }: Blanks<{ personId: string }>) =>
  db
    .select({
      personId: people.id,
      accountId: people.accountId,
      handle: accounts.handle,
      email: people.email,
      country: people.country,
      isOperator: people.isOperator,
      passwordChangedAt: people.passwordChangedAt,
      membership: { accountId: members.accountId, role: members.role },
    })
    .from(people)
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .leftJoin(members, eq(members.personId, people.id))
    .where(eq(people.id, personId)),
);

async function actorOf(
  db: Database,
  personId: string,
): Promise<{ actor: Person; passwordChangedAt: Date } | undefined> {
  const rows = await membersOf(db, { personId });
  const [row] = rows;
  if (!row) return undefined;
  const { passwordChangedAt, membership: _, ...person } = row;
  const memberships = rows.flatMap(({ membership }) => membership ?? []);
  return { actor: { kind: "person", ...person, memberships }, passwordChangedAt };
}

/** Whether anybody has signed up yet: the first to do so becomes the operator. */
export async function isAnybodyHere(ctx: Core): Promise<boolean> {
  const [anybody] = await ctx.db.select({ id: people.id }).from(people).limit(1);
  return anybody !== undefined;
}

export type OwnSettings = {
  name: string;
  handle: string;
  bio: string;
  avatarUrl: string | null;
  email: string;
  isEmailConfirmed: boolean;
  locale: Locale;
  country: string;
};

/** What the person asking can see and change of themselves. Undefined for guests. */
export async function ownSettings(ctx: Core): Promise<OwnSettings | undefined> {
  const person = personOf(ctx);
  if (!person) return undefined;
  const [row] = await ctx.db
    .select({
      name: accounts.name,
      handle: accounts.handle,
      bio: accounts.bio,
      avatarUrl: accounts.avatarUrl,
      email: people.email,
      emailConfirmedAt: people.emailConfirmedAt,
      locale: people.locale,
      country: people.country,
    })
    .from(people)
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(eq(people.id, person.personId));
  if (!row) return undefined;
  const { emailConfirmedAt, ...settings } = row;
  return { ...settings, isEmailConfirmed: emailConfirmedAt !== null };
}

/** The account that has a handle, in any case of its letters; undefined where none has. */
export async function accountIdOf({ db }: Core, handle: string): Promise<string | undefined> {
  const [account] = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.handle, handle.toLowerCase()));
  return account?.id;
}
