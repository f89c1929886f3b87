// Files of shops in the memory of this process: for tests.
import type { MediaStore } from "@/domain/shops/media-store";
import { checkedPath } from "./paths";

export function memoryStore(): MediaStore {
  const kept = new Map<string, Uint8Array>();
  return {
    async put(name, content) {
      const pieces: Uint8Array[] = [];
      if (content instanceof Uint8Array) pieces.push(content);
      else for await (const piece of content) pieces.push(piece);
      kept.set(checkedPath(name), new Uint8Array(Buffer.concat(pieces)));
    },
    async read(name) {
      const found = kept.get(name);
      return found && { content: new Blob([new Uint8Array(found)]).stream(), bytes: found.byteLength };
    },
    async remove(name) {
      kept.delete(name);
    },
  };
}
