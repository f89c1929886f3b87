// Secrets that nobody has to invent: made once, kept in data/, read by nobody else.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

/**
 * Puts the secrets that are not set into the environment.
 * @throws an error of the file system when data/ cannot be written
 */
export function provideSecrets() {
  if (!process.env.NEXTAUTH_SECRET) process.env.NEXTAUTH_SECRET = kept("nextauth-secret", "");
  // With Stripe's own keys the secret is Stripe's to give; a blank one is refused by env.ts.
  if (!process.env.STRIPE_SECRET_KEY && process.env.STRIPE_WEBHOOK_SECRET === undefined)
    process.env.STRIPE_WEBHOOK_SECRET = kept("stripe-webhook-secret", "whsec_");
  if (!process.env.STRIPE_SECRET_KEY && process.env.STRIPE_THIN_WEBHOOK_SECRET === undefined)
    process.env.STRIPE_THIN_WEBHOOK_SECRET = kept("stripe-thin-webhook-secret", "whsec_");
}

/** @param {string} name @param {string} prefix */
function kept(name, prefix) {
  const file = `data/${name}`;
  if (!existsSync(file)) {
    mkdirSync("data", { recursive: true, mode: 0o700 });
    writeFileSync(file, `${prefix}${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}
