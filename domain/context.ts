// What every verb is given: where things are kept, what time it is, and who is asking.
import type { Database } from "@/db";
import type { locales, roles } from "@/db/schema/accounts";
import type { LeaseKind } from "./leases/rules";
import type { Turn } from "./leases/work-through";
import type { PaymentGateway } from "./payments/gateway";
import type { Media } from "./shops/media-store";
import type { Clock } from "./time";

export type Locale = (typeof locales)[number];
export type Role = (typeof roles)[number];

export type Person = {
  kind: "person";
  personId: string;
  /** The account that this person speaks as. */
  accountId: string;
  handle: string;
  email: string;
  country: string;
  isOperator: boolean;
  memberships: { accountId: string; role: Role }[];
};

/** Somebody not signed in. A guest's browser has a secret id from the moment they begin to buy or give. */
export type Guest = { kind: "guest"; guestId: string | undefined };

export type Actor = Person | Guest | { kind: "stripe" } | { kind: "schedule" };

/** Enough for anything that stays in the database. Inside `inTransaction` there is nothing else. */
export type Core = {
  db: Database;
  clock: Clock;
  actor: Actor;
  locale: Locale;
  /** The request that is answered, or that left the work which is done: rows that are worked on later keep it. */
  requestId?: string | undefined;
  /** Told why a page goes without what is promoted: it could not be written down. */
  unpromoted?(why: unknown): void;
};

/** A row that is worked on, and the request that left it. */
export type Piece = { kind: LeaseKind; id: string; requestId: string | undefined };

/** Who works through what waits: the name of this process, and whether it was told to stop. */
export type Worker = {
  name: string;
  isStopping(): boolean;
  /** Does a piece of work as part of the request that left it, for the log, for traces and for Stripe. */
  workOn?(piece: Piece, work: () => Promise<Turn>): Promise<Turn>;
};

/** Adds the outside world, which is slow and fails in ways of its own. */
export type Context = Core & { payments: PaymentGateway; media: Media; worker?: Worker };

/** Runs `work` in a transaction, out of reach of anything slow. */
export function inTransaction<T>(ctx: Core, work: (core: Core) => Promise<T>): Promise<T> {
  const { db, clock, actor, locale, requestId } = ctx;
  return db.transaction(() => work({ db, clock, actor, locale, requestId }));
}

/** The person asking, or undefined: pages show less to guests. */
export function personOf(ctx: Core): Person | undefined {
  return ctx.actor.kind === "person" ? ctx.actor : undefined;
}

/** No id of a person looks like this, so that nobody can pass for one by writing a cookie. */
export const isGuestId = (value: string | undefined): value is string => /^guest_[\w-]+$/.test(value ?? "");

/** Whose orders and gifts these are: a person's id, or the secret id of a guest's browser. */
export function buyerKeyOf(ctx: Core): string | undefined {
  if (ctx.actor.kind === "person") return ctx.actor.personId;
  return ctx.actor.kind === "guest" && isGuestId(ctx.actor.guestId) ? ctx.actor.guestId : undefined;
}
