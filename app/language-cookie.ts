import { cookies } from "next/headers";
import type { Locale } from "@/domain/context";
import { ownCookie, yearSeconds } from "./own-cookie";

/** The language that this browser's pages are in from now on: see i18n/request.ts. */
export async function setLanguageCookie(locale: Locale): Promise<void> {
  (await cookies()).set("locale", locale, { ...ownCookie, maxAge: yearSeconds });
}
