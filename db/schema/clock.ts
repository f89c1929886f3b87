// How far the clock of the demo world stands from the real one. Empty everywhere else.
import { id, instant, minor, table, text } from "../columns";
import { people } from "./accounts";

export const clockMoves = table("clock_moves", {
  /** The newest id is the one that counts. */
  id: id(),
  offsetMilliseconds: minor().notNull(),
  movedBy: text().references(() => people.id),
  /** By the real clock. */
  movedAt: instant().notNull(),
});
