// What the shop has said, newest first.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { beforeOf } from "@/app/(timeline)/feeds";
import { firstOf, type Query } from "@/app/query";
import { PostRow } from "@/components/dashboard/post-row";
import { PageHead } from "@/components/shell/page-head";
import { buttonLook } from "@/components/ui/button";
import { DoneNotice } from "@/components/ui/done-notice";
import { dateFormat } from "@/domain/time";
import { shopPosts } from "@/domain/timeline/shop-posts";
import { getTranslations } from "@/i18n/translations";
import { mayStill, shopContext } from "../shop-context";
import { removePost } from "./actions";

type Props = { searchParams: Promise<Query> };

const postsPerPage = 25;
const done = ["posted", "deleted"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("posting");
  return { title: t("title"), robots: { index: false } };
}

export default async function Posts({ searchParams }: Props) {
  const { ctx, shop } = await shopContext("/dashboard/posts", "post");
  const query = await searchParams;
  const before = beforeOf(query);
  const { posts, next } = await shopPosts(ctx, shop.accountId, { before, limit: postsPerPage });
  const t = await getTranslations("posting");
  const moment = dateFormat(await getLocale(), {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shop.timeZone,
  });
  const mayPost = await mayStill("post");
  const asked = firstOf(query["done"]);
  const justDone = done.find((one) => one === asked);
  return (
    <>
      <PageHead title={t("title")} />
      <div className="grid gap-3 border-b border-hairline p-4 empty:hidden">
        {justDone ? <DoneNotice>{t(`done.${justDone}`)}</DoneNotice> : null}
        {asked === "gone" ? <DoneNotice isBad>{t("goneAlready")}</DoneNotice> : null}
        {mayPost ? (
          <a href="/dashboard/posts/new" className={buttonLook("strong", "justify-self-start max-sm:w-full")}>
            {t("write")}
          </a>
        ) : null}
      </div>
      {posts.length === 0 && !before ? (
        <div className="grid gap-2 p-4 py-8">
          <h2 className="text-title font-semibold">{t("none")}</h2>
          <p className="text-ink-soft">{t("noneText")}</p>
        </div>
      ) : null}
      {posts.map(({ tweet, promotion }) => {
        const which = <span className="sr-only">{`, ${moment.format(tweet.createdAt)}`}</span>;
        return (
          <PostRow key={tweet.id} tweet={tweet} promotion={promotion} timeZone={shop.timeZone}>
            <div className="flex flex-wrap gap-2">
              <a href={`/${tweet.author.handle}/status/${tweet.id}`} className={buttonLook("quiet")}>
                {t("open")}
                {which}
              </a>
              <a href={`/dashboard/posts/${tweet.id}/promote`} className={buttonLook("quiet")}>
                {t(mayPost ? "promote" : "promotions")}
                {which}
              </a>
              <details className="open:basis-full sm:open:basis-auto">
                <summary className={buttonLook("quiet", "list-none")}>
                  {t("remove")}
                  {which}
                </summary>
                <form action={removePost.bind(null, shop.accountId)} className="mt-2">
                  <input type="hidden" name="tweetId" value={tweet.id} />
                  <button className={buttonLook("danger")}>{t("removeForGood")}</button>
                </form>
              </details>
            </div>
          </PostRow>
        );
      })}
      {next ? (
        <p className="p-4">
          <a href={`/dashboard/posts?before=${next}`} className={buttonLook("quiet", "w-full")}>
            {t("showMore")}
          </a>
        </p>
      ) : null}
    </>
  );
}
