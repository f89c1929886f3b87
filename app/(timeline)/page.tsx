import { getTranslations } from "next-intl/server";
import { AccountRow } from "@/components/timeline/account-row";
import { personOf } from "@/domain/context";
import { suggestedAccounts } from "@/domain/timeline/queries";
import { firstOf, type Query } from "../query";
import { requestContext } from "../request-context";
import { PageHead } from "@/components/shell/page-head";
import { FeedView } from "./feed";
import { NewTweet } from "./new-tweet";
import { beforeOf } from "./feeds";

type Props = { searchParams: Promise<Query> };

export default async function Home({ searchParams }: Props) {
  const ctx = await requestContext();
  const t = await getTranslations("timeline");
  const person = personOf(ctx);
  const query = await searchParams;
  const before = beforeOf(query);
  return (
    <>
      <PageHead title={person ? t("home") : t("publicTitle")} />
      {person && !before ? (
        <NewTweet path="/" id="compose" draft={firstOf(query["compose"])?.slice(0, 1000)} />
      ) : null}
      {person || before ? null : (
        <p className="border-b border-hairline px-4 py-3 text-ink-soft lg:hidden">{t("whatIsMerleText")}</p>
      )}
      <FeedView
        feed={{ kind: person ? "home" : "public" }}
        path="/"
        before={before}
        empty={person ? <EmptyHome /> : <p className="p-8 text-center text-ink-soft">{t("nothingYet")}</p>}
      />
    </>
  );
}

async function EmptyHome() {
  const t = await getTranslations("timeline");
  const accounts = await suggestedAccounts(await requestContext(), 6);
  const words = { verified: t("verified"), follow: t("follow"), following: t("following") };
  return (
    <section className="p-4">
      <h2 className="text-title font-bold">{t("emptyHomeTitle")}</h2>
      <p className="mt-1 mb-4 text-ink-soft">{t("emptyHome")}</p>
      {accounts.map((account) => (
        <AccountRow key={account.id} account={account} isFollowed={false} showsBio words={words} />
      ))}
    </section>
  );
}
