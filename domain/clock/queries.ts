// How far the clock of the demo world stands from the machine's, and, for the operator, how it was moved.
import { desc, eq } from "drizzle-orm";
import { accounts, people } from "@/db/schema/accounts";
import { clockMoves } from "@/db/schema/clock";
import { type Core, personOf } from "@/domain/context";
import { type Instant, realNow } from "@/domain/time";

export type ClockMove = {
  id: string;
  movedAt: Instant;
  shownAt: Instant;
  isBack: boolean;
  by: string | undefined;
};

export type ClockView = {
  realAt: Instant;
  shownAt: Instant;
  isMoved: boolean;
  /** Of the move that counts; blank before the first. What is moved next says which one it saw. */
  lastMoveId: string;
  /** The latest first. */
  moves: ClockMove[];
};

const movesShown = 20;

/** Undefined for everybody but the operator. */
export async function clockView(core: Core): Promise<ClockView | undefined> {
  if (!personOf(core)?.isOperator) return undefined;
  const rows = await core.db
    .select({ move: clockMoves, by: accounts.handle })
    .from(clockMoves)
    .leftJoin(people, eq(people.id, clockMoves.movedBy))
    .leftJoin(accounts, eq(accounts.id, people.accountId))
    .orderBy(desc(clockMoves.id))
    .limit(movesShown);
  // As the last move has it: this process may not have learnt of it yet.
  const offset = rows[0]?.move.offsetMilliseconds ?? 0;
  const realAt = realNow(core.clock);
  return {
    realAt,
    shownAt: new Date(realAt.getTime() + offset),
    isMoved: offset !== 0,
    lastMoveId: rows[0]?.move.id ?? "",
    moves: rows.map(({ move: { id, movedAt, offsetMilliseconds }, by }) => ({
      id,
      movedAt,
      shownAt: new Date(movedAt.getTime() + offsetMilliseconds),
      isBack: offsetMilliseconds === 0,
      by: by ?? undefined,
    })),
  };
}

/** How far the clock stands from the machine's, in milliseconds: what the last move said. */
export async function clockOffset(db: Core["db"]): Promise<number> {
  const [last] = await db
    .select({ offsetMilliseconds: clockMoves.offsetMilliseconds })
    .from(clockMoves)
    .orderBy(desc(clockMoves.id))
    .limit(1);
  return last?.offsetMilliseconds ?? 0;
}
