// The promotions of one post: those that were, the one that runs, and the form for the next.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { firstOf, type Query } from "@/app/query";
import { PostRow } from "@/components/dashboard/post-row";
import { PromoteForm } from "@/components/dashboard/promote-form";
import { PromotionTable } from "@/components/dashboard/promotion-table";
import { Section } from "@/components/orders/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { DoneNotice } from "@/components/ui/done-notice";
import { Notice } from "@/components/ui/notice";
import { promotionsOfTweet, type ShopPromotion } from "@/domain/promotions/shop-promotions";
import { daysAfter } from "@/domain/time";
import { shopPost } from "@/domain/timeline/shop-posts";
import type { TweetView } from "@/domain/timeline/views";
import { wallClockOf } from "@/domain/wall-clock";
import { countriesIn } from "@/i18n/country";
import { getTranslations } from "@/i18n/translations";
import { mayStill, shopContext } from "../../../shop-context";
import { setCeiling, start, stop } from "./actions";

type Props = { params: Promise<{ tweetId: string }>; searchParams: Promise<Query> };

const done = ["started", "stopped", "ceiling"] as const;
const usual = { days: 7, ceiling: 1000 };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("posting");
  return { title: t("promoteTitle"), robots: { index: false } };
}

export default async function Promote({ params, searchParams }: Props) {
  const { tweetId } = await params;
  const { ctx, shop } = await shopContext(`/dashboard/posts/${encodeURIComponent(tweetId)}/promote`, "post");
  const tweet = await shopPost(ctx, shop.accountId, tweetId);
  if (!tweet) notFound();
  const t = await getTranslations("posting");
  const locale = await getLocale();
  const mayPost = await mayStill("post");
  const promotions = await promotionsOfTweet(ctx, shop.accountId, tweetId);
  const open = promotions.filter(({ state }) => state === "running" || state === "planned");
  const asked = firstOf((await searchParams)["done"]);
  const justDone = done.find((one) => one === asked);
  return (
    <>
      <PageHead
        title={t(mayPost ? "promoteTitle" : "promotions")}
        back={{ href: "/dashboard/posts", label: t("back") }}
      />
      {justDone ? (
        <div className="px-4 pt-4">
          <DoneNotice>{t(`done.${justDone}`)}</DoneNotice>
        </div>
      ) : null}
      {/* The part that follows has its own line above it. */}
      <div className="*:border-b-0">
        <PostRow tweet={tweet} timeZone={shop.timeZone} />
      </div>
      {open.map((promotion) => (
        <Open
          key={`${promotion.id} ${promotion.dailyImpressionCeiling}`}
          shopId={shop.accountId}
          promotion={promotion}
          tweet={tweet}
        />
      ))}
      {promotions.length > 0 ? (
        <Section title={t("promotions")}>
          <PromotionTable promotions={promotions} timeZone={shop.timeZone} />
        </Section>
      ) : null}
      {mayPost ? (
        <Section title={t(open.length > 0 ? "promoteNext" : "promote")}>
          <p className="max-w-column text-ink-soft">{t("promoteText")}</p>
          <PromoteForm
            key={promotions.length}
            action={start.bind(null, shop.accountId)}
            tweetId={tweetId}
            defaults={{
              startsAt: "",
              endsAt: wallClockOf(daysAfter(ctx.clock.now(), usual.days), shop.timeZone),
              ceiling: String(usual.ceiling),
              paidBy: shop.name,
            }}
            countries={countriesIn(locale)}
            words={{
              starts: t("starts"),
              startsHint: t("startsHint", { zone: shop.timeZone }),
              ends: t("ends"),
              endsHint: t("endsHint", { zone: shop.timeZone }),
              ceiling: t("ceiling"),
              ceilingHint: t("ceilingHint"),
              audience: t("audience"),
              audienceHint: t("audienceHint"),
              followers: t("followers"),
              hashtag: t("hashtag"),
              hashtagHint: t("hashtagHint"),
              countries: t("countries"),
              paidBy: t("paidBy"),
              paidByHint: t("paidByHint"),
              start: t("start"),
            }}
          />
        </Section>
      ) : null}
    </>
  );
}

type OpenProps = { shopId: string; promotion: ShopPromotion; tweet: TweetView };

/** What can be done with a promotion that runs, or will. */
async function Open({ shopId, promotion, tweet }: OpenProps) {
  const t = await getTranslations("posting");
  const timeline = await getTranslations("timeline");
  const which = { tweetId: tweet.id, promotionId: promotion.id };
  const mayPost = await mayStill("post");
  const { id, state, dailyImpressionCeiling } = promotion;
  const why = tweet.card?.kind === "product" ? tweet.card.notForSale : undefined;
  return (
    <Section title={t(`promoted.${state}`)}>
      {why ? <Notice>{t("resting", { reason: timeline(`notForSale.${why}`) })}</Notice> : null}
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
        {mayPost ? (
          <ActionForm
            id={`ceiling-${id}`}
            action={setCeiling.bind(null, shopId)}
            look="quiet"
            submit={t("changeCeiling")}
            hidden={{ ...which, seenCeiling: String(dailyImpressionCeiling) }}
            fields={[
              {
                name: "ceiling",
                label: t("newCeiling"),
                defaultValue: String(dailyImpressionCeiling),
                autoComplete: "off",
                maxLength: 20,
              },
            ]}
          />
        ) : null}
        <ActionForm
          id={`stop-${id}`}
          action={stop.bind(null, shopId)}
          look="quiet"
          submit={t(state === "planned" ? "stopPlanned" : "stop")}
          hidden={which}
        />
      </div>
    </Section>
  );
}
