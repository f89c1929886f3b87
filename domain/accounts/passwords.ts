// Passwords are kept as argon2id hashes (this library's default), with parameters that OWASP's Password Storage Cheat
// Sheet recommends.
import { hash, verify } from "@node-rs/argon2";

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, parameters);

// The hash of a random password that nobody knows: compared with where there is no account, to take as long.
const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$u52PoT56p2h0+dJRetvd9g$m253k6O6aOBIDhJCvEA1ackVbO3JQlHJ9tm17fp4+Zs";

/** Whether the password is the one of this hash. Without a hash: no, after the same time. */
export async function isPasswordOf(passwordHash: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? nobodysHash, password);
  return matches && passwordHash !== undefined;
}
