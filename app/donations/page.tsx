// What the asker has given, newest first.
import type { Metadata } from "next";
import { firstOf, type Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { toTimeline } from "@/app/to-timeline";
import { GiftRow } from "@/components/donations/gift-row";
import { MonthlyRow } from "@/components/donations/monthly-row";
import { PageHead } from "@/components/shell/page-head";
import { buttonLook } from "@/components/ui/button";
import { CauseCard } from "@/components/timeline/cause-card";
import { timelineWords } from "@/components/timeline/words";
import { EmptyState } from "@/components/ui/empty-state";
import { personOf } from "@/domain/context";
import { monthlyGiftsOf } from "@/domain/donations/monthly-gifts";
import { donationsOf } from "@/domain/donations/queries";
import { openCauses } from "@/domain/timeline/account-queries";
import { getTranslations } from "@/i18n/translations";

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("donations");
  return { title: t("title"), robots: { index: false } };
}

export default async function DonationsPage({ searchParams }: Props) {
  const t = await getTranslations("donations");
  const ctx = await requestContext();
  const monthly = await monthlyGiftsOf(ctx);
  const page = await donationsOf(ctx, firstOf((await searchParams)["before"]));
  return (
    <>
      <PageHead title={t("title")} />
      {monthly.length > 0 ? (
        <section aria-labelledby="every-month">
          <h2 id="every-month" className="px-4 pt-4 pb-1 text-title font-semibold">
            {t("everyMonth.title")}
          </h2>
          <ul>
            {monthly.map((gift) => (
              <MonthlyRow key={gift.id} gift={gift} />
            ))}
          </ul>
          <h2 className="px-4 pt-6 pb-1 text-title font-semibold">{t("everyMonth.given")}</h2>
        </section>
      ) : null}
      {page.gifts.length === 0 ? (
        <>
          <EmptyState title={t("empty")} wayOn={await toTimeline()}>
            <p>{t("emptyText")}</p>
            {personOf(ctx) ? null : <p>{t("emptyGuest")}</p>}
          </EmptyState>
          <CausesToGiveTo />
        </>
      ) : (
        <ul>
          {page.gifts.map((gift) => (
            <GiftRow key={gift.id} gift={gift} />
          ))}
        </ul>
      )}
      {page.before ? (
        <p className="p-4">
          <a href={`/donations?before=${page.before}`} className={buttonLook("quiet", "w-full")}>
            {t("showMore")}
          </a>
        </p>
      ) : null}
    </>
  );
}

async function CausesToGiveTo() {
  const ctx = await requestContext();
  const causes = await openCauses(ctx, 3);
  if (causes.length === 0) return null;
  const t = await getTranslations("timeline");
  const { labels } = await timelineWords(ctx.clock.now());
  return (
    <section aria-labelledby="causes" className="border-t border-hairline p-4 pt-5">
      <h2 id="causes" className="text-lead font-semibold">
        {t("causes")}
      </h2>
      {causes.map((card) => (
        <CauseCard key={card.causeId} card={card} labels={labels} />
      ))}
    </section>
  );
}
