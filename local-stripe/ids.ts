import { createHash, randomFillSync } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function base62(bytes: Buffer): string {
  let text = "";
  for (const byte of bytes) text += alphabet[byte % 62];
  return text;
}

// Asked for id by id, random bytes cost several times as much.
const randomPool = Buffer.alloc(24 * 256);
let poolUsed = randomPool.length;

/** A new id such as `pi_…`: the prefix and 24 random letters and digits. */
export function newId(prefix: string): string {
  if (poolUsed === randomPool.length) {
    randomFillSync(randomPool);
    poolUsed = 0;
  }
  poolUsed += 24;
  return `${prefix}_${base62(randomPool.subarray(poolUsed - 24, poolUsed))}`;
}

/** The client secret of an intent: whoever holds it may read and confirm that one intent. */
export function newClientSecret(intentId: string): string {
  return newId(`${intentId}_secret`);
}

/** The same 16 letters and digits for the same card number, and no way back to the number. */
export function fingerprint(cardNumber: string): string {
  return base62(createHash("sha256").update(`local-stripe:${cardNumber}`).digest()).slice(0, 16);
}
