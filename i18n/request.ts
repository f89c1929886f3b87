// Which language a request is answered in: the one chosen in the footer, else the first that the browser asks for.
import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { messages } from "@/messages";
import { localeOf } from "./locale";

export default getRequestConfig(async () => {
  const locale = localeOf((await cookies()).get("locale")?.value, (await headers()).get("accept-language"));
  return { locale, messages: messages[locale], timeZone: "UTC" };
});
