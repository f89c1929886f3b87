// Which programme is in force, and the rows whose dates decide with it.
import { type channels, type connections, programmes } from "@/db/schema/channels";
import type { Core } from "@/domain/context";
import { lifeAt } from "./rules";

export type Programme = typeof programmes.$inferSelect;

export type Channel = typeof channels.$inferSelect;
export type Connection = typeof connections.$inferSelect;

/** Undefined where there is no commerce at all. */
export async function programmeInForce(core: Core): Promise<Programme | undefined> {
  return lifeAt(await core.db.select().from(programmes), core.clock.now());
}
