// What is said of a shop when everything through which it sold has closed, with the day on the shop's own calendar.
import { getLocale } from "next-intl/server";
import { formatBoundary } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { currentShop } from "./shop-context";

/** Why a form of it changes nothing any more. */
export async function closedWords(since: Date): Promise<string> {
  return (await getTranslations("channels.closed"))("refused", { day: await dayThere(since) });
}

/** A day on which something was over, as it is called where the shop is. */
export async function dayThere(at: Date): Promise<string> {
  const shop = await currentShop();
  return formatBoundary(at, await getLocale(), shop?.timeZone ?? "UTC");
}
