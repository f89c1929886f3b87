// Which programme is in force, and the rows whose dates decide with it.
import { type channels, type connections, programmes } from "@/db/schema/channels";
import type { Core } from "@/domain/context";
import { asKnownAt } from "./date-rules";
import { lifeAt } from "./rules";

export type Programme = typeof programmes.$inferSelect;

export type Channel = typeof channels.$inferSelect;
export type Connection = typeof connections.$inferSelect;

/** As it is known now. Undefined where there is no commerce at all. */
export async function programmeInForce(core: Core): Promise<Programme | undefined> {
  const now = core.clock.now();
  const programme = lifeAt(await core.db.select().from(programmes), now);
  return programme && asKnownAt(programme, now);
}
