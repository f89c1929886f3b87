// The plan of a bulk edit, kept as a file: one line of JSON for each product, so that it can be long.
import type { MediaStore } from "@/domain/shops/media-store";
import type { PlannedProduct } from "./bulk-rules";

/** One line after the other. @throws PlanGone when there is none. */
export async function* readPlan(files: MediaStore, path: string): AsyncGenerator<PlannedProduct> {
  const kept = path === "" ? undefined : await files.read(path);
  if (!kept) throw new PlanGone();
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of kept.content as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as PlannedProduct;
  }
}

export class PlanGone extends Error {}

export const lineOf = (planned: PlannedProduct): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(planned)}\n`);
