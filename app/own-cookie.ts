// How every cookie of ours is set: sent to this site alone, and out of reach of scripts.
import { env } from "@/env";

export const ownCookie = {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  secure: env.publicUrl.startsWith("https:"),
} as const;

export const yearSeconds = 365 * 24 * 60 * 60;
