import { cookies } from "next/headers";
import type { Locale } from "@/domain/context";
import { env } from "@/env";

const yearSeconds = 365 * 24 * 60 * 60;

/** The language that this browser's pages are in from now on: see i18n/request.ts. */
export async function setLanguageCookie(locale: Locale): Promise<void> {
  (await cookies()).set("locale", locale, {
    httpOnly: true,
    sameSite: "lax",
    secure: env.publicUrl.startsWith("https:"),
    path: "/",
    maxAge: yearSeconds,
  });
}
