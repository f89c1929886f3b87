import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { toTimeline } from "@/app/to-timeline";
import { timelineWords } from "@/components/timeline/words";
import { EmptyState } from "@/components/ui/empty-state";
import { previewOf } from "../../preview";
import { requestContext } from "../../request-context";
import { FeedView } from "../feed";
import { beforeOf } from "../feeds";
import { profileOf, profilePicture, ProfileTop } from "./profile-top";
import { generateMetadata as notFoundMetadata } from "@/app/not-found";
import type { Query } from "@/app/query";

type Props = {
  params: Promise<{ handle: string }>;
  searchParams: Promise<Query>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const account = await profileOf((await params).handle);
  if (!account) return notFoundMetadata();
  return previewOf({
    title: `${account.name} (@${account.handle})`,
    description: account.bio,
    path: `/${account.handle}`,
    picture: profilePicture(account),
  });
}

export default async function Profile({ params, searchParams }: Props) {
  const account = await profileOf((await params).handle);
  if (!account) notFound();
  const ctx = await requestContext();
  const words = await timelineWords(ctx.clock.now());
  return (
    <>
      <ProfileTop account={account} tab="posts" words={words} />
      <FeedView
        feed={{ kind: "account", accountId: account.id }}
        path={`/${account.handle}`}
        before={beforeOf(await searchParams)}
        empty={
          account.isOwn ? (
            <EmptyState
              title={words.t("emptyProfile")}
              wayOn={{ href: "/#compose", label: words.t("emptyOwnWayOn") }}
            >
              <p>{words.t("emptyOwnText")}</p>
            </EmptyState>
          ) : (
            <EmptyState title={words.t("emptyProfile")} wayOn={await toTimeline()}>
              <p>{words.t("emptyProfileText", { name: account.name })}</p>
            </EmptyState>
          )
        }
      />
    </>
  );
}
