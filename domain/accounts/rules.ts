// What a handle, a password, a name may be. The names of the rules that were broken are the keys of their words.
import { z } from "zod";
import type { transferStatuses } from "@/db/schema/accounts";

export const handleLimits = { shortest: 3, longest: 30 } as const;
export const passwordLimits = { shortest: 8, longest: 200 } as const;
export const nameLimit = 50;
export const bioLimit = 160;

// Every first part of an address of this site that could be read as a handle, and some that may come.
const reservedHandles = new Set(
  (
    "about account accounts admin api ask assets bench brand buy cart causes cause compose contact cookies dashboard demo " +
    "donate donation donations everyone explore favicon follow followers following guest hashtag healthz help home " +
    "icon images imprint index jobs join legal likes lists livez login logout mail me media merchant merchants merle messages metrics new " +
    "notifications null offline operator order orders outbox partner partners payments press privacy product products " +
    "programme public robots root sales search security settings shop shops signin signout signup sitemap static " +
    "status stripe styleguide support terms trends tweet tweets undefined why"
  ).split(" "),
);

export const isReservedHandle = (handle: string): boolean => reservedHandles.has(handle);

/** Removes a leading @ and capitals, which are not part of a handle. */
const bareHandle = (value: unknown) =>
  typeof value === "string" ? value.trim().replace(/^@/, "").toLowerCase() : value;

export const Handle = z.preprocess(
  bareHandle,
  z
    .string("handle-missing")
    .min(1, "handle-missing")
    .min(handleLimits.shortest, "handle-length")
    .max(handleLimits.longest, "handle-length")
    .regex(/^[a-z0-9_]+$/, "handle-letters"),
);

export const Email = z
  .string("email-missing")
  .trim()
  .toLowerCase()
  .min(1, "email-missing")
  .max(254, "email-wrong")
  .pipe(z.email("email-wrong"));

/** A password that is being chosen. One that is being checked is whatever was typed. */
export const NewPassword = z
  .string("password-missing")
  .min(1, "password-missing")
  .min(passwordLimits.shortest, "password-short")
  .max(passwordLimits.longest, "password-long");

export const DisplayName = z.string("name-missing").trim().min(1, "name-missing").max(nameLimit, "name-long");
export const Bio = z.string().trim().max(bioLimit, "bio-long").default("");

export type BrokenRule =
  | "handle-missing"
  | "handle-length"
  | "handle-letters"
  | "email-missing"
  | "email-wrong"
  | "password-missing"
  | "password-short"
  | "password-long"
  | "name-missing"
  | "name-long"
  | "bio-long";

export type TransferStatus = (typeof transferStatuses)[number];

/** Whether money can reach a seller or a charity now: as Stripe last said of its own account, or else as we say. */
export function canReceiveMoney(
  receiver: { transfers: TransferStatus } | undefined,
  withoutAccount: boolean,
): boolean {
  return receiver ? receiver.transfers === "active" : withoutAccount;
}

/** The pictures that anybody can have, by the names of their files in public/avatars. */
export const pictureNames = ["dawn", "hills", "leaf", "moon", "pebbles", "wave"] as const;

/** "current" keeps the one there is, "initials" takes it away. */
export const Picture = z.enum(["current", "initials", ...pictureNames]);
export type Picture = z.infer<typeof Picture>;
