// The hints of a first visit to the demo world: shown until somebody skips them, in this browser.
import { cookies } from "next/headers";
import { env } from "@/env";
import { ownCookie, yearSeconds } from "./own-cookie";

/** Known to the pages that visitors share (integrations/visitor-pages.ts, server.ts): it is part of their key. */
const hintsCookie = { name: "hints", value: "skipped" };

export async function seesHints(): Promise<boolean> {
  return env.isDemo && (await cookies()).get(hintsCookie.name)?.value !== hintsCookie.value;
}

export async function skipHints(): Promise<void> {
  (await cookies()).set({ ...hintsCookie, ...ownCookie, maxAge: yearSeconds });
}
