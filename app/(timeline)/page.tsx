import type { Metadata } from "next";
import { AccountRow } from "@/components/timeline/account-row";
import { FirstVisit } from "@/components/timeline/first-visit";
import { personOf } from "@/domain/context";
import { openCauses, suggestedAccounts } from "@/domain/timeline/account-queries";
import type { CardView, TimelinePage } from "@/domain/timeline/views";
import { seesHints } from "../hints";
import { previewOf } from "../preview";
import { firstOf, type Query } from "../query";
import { requestContext } from "../request-context";
import { PageHead } from "@/components/shell/page-head";
import { getTranslations } from "@/i18n/translations";
import { FeedView } from "./feed";
import { NewTweet } from "./new-tweet";
import { beforeOf } from "./feeds";

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("timeline");
  const common = await getTranslations("common");
  const title = `${common("appName")} · ${common("tagline")}`;
  return {
    ...(await previewOf({ title, description: t("whatIsMerleText"), path: "/" })),
    title: { absolute: title },
  };
}

export default async function Home({ searchParams }: Props) {
  const ctx = await requestContext();
  const t = await getTranslations("timeline");
  const person = personOf(ctx);
  const query = await searchParams;
  const before = beforeOf(query);
  const isGuided = !person && !before && (await seesHints());
  return (
    <>
      <PageHead title={person ? t("home") : t("publicTitle")} />
      {person && !before ? (
        <NewTweet path="/" id="compose" draft={firstOf(query["compose"])?.slice(0, 1000)} />
      ) : null}
      {person || before || isGuided ? null : (
        <p className="border-b border-hairline px-4 py-3 text-ink-soft lg:hidden">{t("whatIsMerleText")}</p>
      )}
      <FeedView
        feed={{ kind: person ? "home" : "public" }}
        path="/"
        before={before}
        above={isGuided ? hintsAbove : undefined}
        empty={person ? <EmptyHome /> : <p className="p-8 text-center text-ink-soft">{t("nothingYet")}</p>}
      />
    </>
  );
}

const hintsAbove = (page: TimelinePage) => <Hints page={page} />;

async function Hints({ page }: { page: TimelinePage }) {
  const t = await getTranslations("timeline.firstVisit");
  const place = (isMeant: (card: CardView) => boolean) => {
    const tweet = page.tweets.find(({ card }) => card !== undefined && isMeant(card));
    return tweet && `#t-${tweet.id}`;
  };
  const causeOnPage = place((card) => card.kind === "cause" && card.isOpen);
  const [otherCause] = causeOnPage ? [] : await openCauses(await requestContext(), 1);
  return (
    <FirstVisit
      skipAction="/api/hints/skip"
      words={{ title: t("title"), text: t("text"), skip: t("skip") }}
      hints={[
        {
          href: place((card) => card.kind === "product" && !card.notForSale),
          title: t("buy"),
          text: t("buyText"),
        },
        {
          href: causeOnPage ?? (otherCause && `/donate/${otherCause.causeId}`),
          title: t("give"),
          text: t("giveText"),
        },
        { href: "/sign-in", title: t("become"), text: t("becomeText") },
      ]}
    />
  );
}

async function EmptyHome() {
  const t = await getTranslations("timeline");
  const accounts = await suggestedAccounts(await requestContext(), 6);
  const words = { verified: t("verified"), follow: t("follow"), following: t("following") };
  return (
    <section id="first-follows" className="p-4">
      <h2 className="text-title font-bold">{t("emptyHomeTitle")}</h2>
      <p className="mt-1 mb-4 text-ink-soft">{t("emptyHome")}</p>
      {accounts.map((account) => (
        <AccountRow key={account.id} account={account} isFollowed={false} showsBio words={words} />
      ))}
    </section>
  );
}
