// On a day that is past nothing later is seen. Ids ascend with the time that their rows were made at, so that an index
// finds where the day that is shown ends, as it finds where a page does.
import { firstIdOf } from "@/db/id";
import type { Core } from "./context";

/** The ids of rows that are made after this moment begin here. */
export const firstIdToCome = ({ clock }: Pick<Core, "clock">): string =>
  firstIdOf(new Date(clock.now().getTime() + 1));

/** Where a page ends that shows what was made before `before`, and before this moment. */
export function endOfShown(core: Pick<Core, "clock">, before: string | undefined): string {
  const toCome = firstIdToCome(core);
  return before !== undefined && before < toCome ? before : toCome;
}
