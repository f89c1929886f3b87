// Over every page of the dashboard while something comes to its end for the shop: its own numbers, what to do by when.
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { EndNumbersLine } from "@/components/channels/end-numbers";
import { TallLink } from "@/components/ui/text-link";
import { type EndingOfShop, endingsOfShop } from "@/domain/channels/queries";
import { mayDo } from "@/domain/shops/access-rules";
import { type EndDates, filledEnd } from "@/domain/channels/date-rules";
import { formatBoundary } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { requestContext } from "../request-context";
import { dayThere } from "./closed-words";
import { closedSince, currentShop } from "./shop-context";

export async function EndBanner({ merchantId }: { merchantId: string }) {
  const closed = await closedSince();
  if (closed) return <Closed since={closed} />;
  const endings = await endingsOfShop(await requestContext(), merchantId);
  if (endings.length === 0) return null;
  const t = await getTranslations("channels.banner");
  return (
    <aside aria-label={t("label")} className="grid gap-px border-b border-hairline print:hidden">
      {endings.map((ending) => (
        <Ending
          key={`${ending.whose} ${ending.slug ?? ""}`}
          ending={ending}
          isOneOfSeveral={endings.length > 1}
        />
      ))}
      {endings.length > 1 ? (
        <p className="bg-warn-wash px-4 empty:hidden">
          <ArchiveLink />
        </p>
      ) : null}
    </aside>
  );
}

/** Everything that the shop sold through has closed: what that means is said once, over every page. */
async function Closed({ since }: { since: Date }) {
  const t = await getTranslations("channels.closed");
  const banner = await getTranslations("channels.banner");
  const shop = await currentShop();
  return (
    <aside
      aria-label={banner("label")}
      className="grid gap-1 border-b border-hairline bg-sunken px-4 py-3 print:hidden"
    >
      <p className="font-semibold">{t("banner", { shop: shop?.name ?? "", day: await dayThere(since) })}</p>
      <p>{t("still")}</p>
      <p className="flex flex-wrap items-center gap-x-4">
        <ArchiveLink />
        <TallLink href="/dashboard/channels">{t("channels")}</TallLink>
      </p>
    </aside>
  );
}

/** For those who may take everything with them. */
async function ArchiveLink() {
  const shop = await currentShop();
  if (!shop || !mayDo(shop.role, "archive")) return null;
  const t = await getTranslations("channels.closed");
  return <TallLink href="/dashboard/archive">{t("archive")}</TallLink>;
}

/** What there is to do now: the dates that have passed are not asked for any more. */
function todoOf(end: EndDates, now: Date) {
  const isPast = (at: Date | null) => at !== null && at <= now;
  if (isPast(end.refundsUntilAt)) return "todoRefundsOver";
  if (isPast(end.fulfilByAt)) return "todoLate";
  if (isPast(end.salesEndAt)) return "todoWinding";
  return isPast(end.lastNewListingAt) ? "todoListed" : "todoEnding";
}

const strong = (words: ReactNode) => <strong>{words}</strong>;

type EndingProps = { ending: EndingOfShop; isOneOfSeveral: boolean };

/** One of several is a line that opens, so that a phone still has room for the page. */
async function Ending({ ending, isOneOfSeveral }: EndingProps) {
  const t = await getTranslations("channels.banner");
  const locale = await getLocale();
  const now = (await requestContext()).clock.now();
  const { name, slug, phase, timeZone, numbers } = ending;
  const end = filledEnd(ending.life);
  const day = (at: Date | null) => (at ? formatBoundary(at, locale, timeZone) : "");
  const todo = todoOf(end, now);
  const days = {
    day: day(end.salesEndAt),
    lastNewListing: day(end.lastNewListingAt),
    fulfilBy: day(end.fulfilByAt),
    refundsUntil: day(end.refundsUntilAt),
    closes: day(end.closesAt),
  };
  const said = t(phase === "winding-down" ? "winding-down" : "ending", { name, ...days });
  const rest = (
    <>
      <EndNumbersLine counts={numbers} />
      <p>{t(todo, days)}</p>
      <p className="flex flex-wrap items-center gap-x-4">
        <TallLink href={slug ? `/dashboard/channels/${slug}` : "/help/channels"}>{t("more")}</TallLink>
        {isOneOfSeveral ? null : <ArchiveLink />}
      </p>
    </>
  );
  if (!isOneOfSeveral)
    return (
      <div className="grid gap-1 bg-warn-wash px-4 py-3">
        <p className="font-semibold">{said}</p>
        {rest}
      </div>
    );
  return (
    <details className="bg-warn-wash">
      <summary className="min-h-touch cursor-pointer px-4 py-2.5 focus-visible:-outline-offset-2">
        {t.rich(`short.${todo}`, { ...days, name, strong })}
      </summary>
      <div className="grid gap-1 px-4 pb-3">
        <p>{said}</p>
        {rest}
      </div>
    </details>
  );
}
