// Over every page of the dashboard while something comes to its end for the shop: its own numbers, what to do by when.
import { getLocale } from "next-intl/server";
import { EndNumbersLine } from "@/components/channels/end-numbers";
import { TextLink } from "@/components/ui/text-link";
import { type EndingOfShop, endingsOfShop } from "@/domain/channels/queries";
import { filledEnd } from "@/domain/channels/date-rules";
import { formatBoundary } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { requestContext } from "../request-context";

export async function EndBanner({ merchantId }: { merchantId: string }) {
  const endings = await endingsOfShop(await requestContext(), merchantId);
  if (endings.length === 0) return null;
  const t = await getTranslations("channels.banner");
  return (
    <aside aria-label={t("label")} className="grid gap-px border-b border-hairline print:hidden">
      {endings.map((ending) => (
        <Ending key={`${ending.whose} ${ending.slug ?? ""}`} ending={ending} />
      ))}
    </aside>
  );
}

async function Ending({ ending }: { ending: EndingOfShop }) {
  const t = await getTranslations("channels.banner");
  const locale = await getLocale();
  const { name, slug, phase, timeZone, numbers } = ending;
  const end = filledEnd(ending.life);
  const day = (at: Date | null) => (at ? formatBoundary(at, locale, timeZone) : "");
  const isClosed = phase === "closed";
  const said = isClosed ? "closed" : phase === "winding-down" ? "winding-down" : "ending";
  const todo = { closed: "todoClosed", "winding-down": "todoWinding", ending: "todoEnding" } as const;
  return (
    <div className={`grid gap-1 px-4 py-3 ${isClosed ? "bg-sunken" : "bg-warn-wash"}`}>
      <p className="font-semibold">{t(said, { name, day: day(isClosed ? end.closesAt : end.salesEndAt) })}</p>
      {isClosed ? null : <EndNumbersLine counts={numbers} />}
      <p>
        {t(todo[said], {
          lastNewListing: day(end.lastNewListingAt),
          fulfilBy: day(end.fulfilByAt),
          refundsUntil: day(end.refundsUntilAt),
        })}
      </p>
      <p className="flex min-h-touch flex-wrap items-center gap-x-4">
        <TextLink href={slug ? `/dashboard/channels/${slug}` : "/help/channels"}>{t("more")}</TextLink>
      </p>
    </div>
  );
}
