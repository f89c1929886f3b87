import { createHash, randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function base62(bytes: Buffer): string {
  return Array.from(bytes, (byte) => alphabet.charAt(byte % 62)).join("");
}

/** A new id such as `pi_…`: the prefix and 24 random letters and digits. */
export function newId(prefix: string): string {
  return `${prefix}_${base62(randomBytes(24))}`;
}

/** The client secret of an intent: whoever holds it may read and confirm that one intent. */
export function newClientSecret(intentId: string): string {
  return newId(`${intentId}_secret`);
}

/** The same 16 letters and digits for the same card number, and no way back to the number. */
export function fingerprint(cardNumber: string): string {
  return base62(createHash("sha256").update(`local-stripe:${cardNumber}`).digest()).slice(0, 16);
}
