// The words and formats that a timeline needs, made once for a page instead of once for each tweet.
import { getLocale } from "next-intl/server";
import { formatMoney } from "@/components/ui/money";
import { type Instant, dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";

type Translator = Awaited<ReturnType<typeof getTranslations<"timeline">>>;

export type TimelineWords = {
  locale: string;
  t: Translator;
  buyNow: string;
  donate: string;
  labels: Record<"verified" | "reply" | "retweet" | "like" | "why" | "ad" | "adFor", string>;
  /** "5m", "3h", then the day. */
  age(at: Instant): string;
  /** The whole date and time, for those who point at it. */
  moment(at: Instant): string;
  day(at: Instant): string;
  clock(at: Instant, timeZone: string): string;
  /** 1234 as "1.2K"; nothing for none. */
  count(n: number): string;
  money(amountMinor: number, currency: string): string;
};

const hour = 60;
const day = 24 * hour;

export async function timelineWords(now: Instant): Promise<TimelineWords> {
  const locale = await getLocale();
  const t = await getTranslations("timeline");
  const buttons = await getTranslations("buttons");
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const format = (options: Intl.DateTimeFormatOptions) => dateFormat(locale, options);
  const ofThisYear = format({ day: "numeric", month: "short", timeZone: "UTC" });
  const ofAnyYear = format({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const full = format({ dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return {
    locale,
    t,
    buyNow: buttons("buyNow"),
    donate: buttons("donate"),
    labels: {
      verified: t("verified"),
      reply: t("reply"),
      retweet: t("retweet"),
      like: t("like"),
      why: t("why"),
      ad: t("ad"),
      adFor: t("adFor"),
    },
    age(at) {
      const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
      if (minutes < 1) return t("justNow");
      if (minutes < hour) return t("minutesAgo", { n: String(minutes) });
      if (minutes < day) return t("hoursAgo", { n: String(Math.floor(minutes / hour)) });
      return (at.getUTCFullYear() === now.getUTCFullYear() ? ofThisYear : ofAnyYear).format(at);
    },
    moment: (at) => `${full.format(at)} UTC`,
    day: (at) => ofAnyYear.format(at),
    clock: (at, timeZone) => format({ hour: "numeric", minute: "2-digit", timeZone }).format(at),
    count: (n) => (n > 0 ? compact.format(n) : ""),
    money: (amountMinor, currency) => formatMoney(amountMinor, currency, locale),
  };
}
