// Files of shops in the memory of this process: for tests.
import type { MediaStore } from "@/domain/shops/media-store";
import { type Clock, type Instant, realNow, systemClock } from "@/domain/time";
import { checkedPath } from "./paths";

export function memoryStore(clock: Clock = systemClock): MediaStore {
  const kept = new Map<string, { content: Uint8Array; at: Instant }>();
  return {
    async put(name, content) {
      const pieces: Uint8Array[] = [];
      if (content instanceof Uint8Array) pieces.push(content);
      else for await (const piece of content) pieces.push(piece);
      kept.set(checkedPath(name), { content: new Uint8Array(Buffer.concat(pieces)), at: realNow(clock) });
    },
    async read(name) {
      const found = kept.get(name)?.content;
      return found && { content: new Blob([new Uint8Array(found)]).stream(), bytes: found.byteLength };
    },
    async remove(name) {
      kept.delete(name);
    },
    async *untouchedSince(folder, since) {
      for (const [name, { at }] of kept) if (name.startsWith(`${folder}/`) && at < since) yield name;
    },
  };
}
