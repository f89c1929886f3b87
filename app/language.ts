"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { chooseLanguage } from "@/domain/accounts/choose-language";
import { localesOffered } from "@/i18n/locale";
import { cameFrom } from "./came-from";
import { setLanguageCookie } from "./language-cookie";
import { requestContext } from "./request-context";

const Language = z.object({ locale: z.enum(localesOffered) });

/** From the footer: the page that it was pressed on comes again, in that language. */
export async function switchLanguage(form: FormData): Promise<void> {
  const { locale } = Language.parse(Object.fromEntries(form));
  await setLanguageCookie(locale);
  await chooseLanguage(await requestContext(), { locale });
  redirect(await cameFrom());
}
