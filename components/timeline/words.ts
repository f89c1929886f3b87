// The words and formats that a timeline needs, made once for a page instead of once for each tweet.
import { getLocale } from "next-intl/server";
import { formatMoney } from "@/components/ui/money";
import { type Instant, dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";

type Translator = Awaited<ReturnType<typeof getTranslations<"timeline">>>;

/** What is the same on every tweet. */
export type TimelineLabels = Awaited<ReturnType<typeof timelineLabels>>;

export type TimelineWords = {
  locale: string;
  t: Translator;
  labels: TimelineLabels;
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

// One is made in a sixth of a millisecond; there are as many as languages.
const compacts = new Map<string, Intl.NumberFormat>();

function compactIn(locale: string): Intl.NumberFormat {
  const known = compacts.get(locale);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  compacts.set(locale, made);
  return made;
}

export async function timelineWords(now: Instant): Promise<TimelineWords> {
  const locale = await getLocale();
  const t = await getTranslations("timeline");
  const compact = compactIn(locale);
  const format = (options: Intl.DateTimeFormatOptions) => dateFormat(locale, options);
  const ofThisYear = format({ day: "numeric", month: "short", timeZone: "UTC" });
  const ofAnyYear = format({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const full = format({ dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return {
    locale,
    t,
    labels: await timelineLabels(t),
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

async function timelineLabels(t: Translator) {
  const buttons = await getTranslations("buttons");
  return {
    verified: t("verified"),
    replyingTo: t("replyingTo"),
    quoteGone: t("quoteGone"),
    reply: t("reply"),
    retweet: t("retweet"),
    like: t("like"),
    ad: t("ad"),
    adFor: t("adFor"),
    why: t("why"),
    from: t("from"),
    was: t("was"),
    lowest30Days: t("lowest30Days"),
    causeClosed: t("causeClosed"),
    buyNow: buttons("buyNow"),
    donate: buttons("donate"),
  };
}
