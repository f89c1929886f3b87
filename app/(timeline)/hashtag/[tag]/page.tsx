import type { Metadata } from "next";
import { previewOf } from "@/app/preview";
import { toTimeline } from "@/app/to-timeline";
import { PageHead } from "@/components/shell/page-head";
import { EmptyState } from "@/components/ui/empty-state";
import { getTranslations } from "@/i18n/translations";
import { FeedView } from "../../feed";
import { beforeOf } from "../../feeds";
import type { Query } from "@/app/query";

type Props = {
  params: Promise<{ tag: string }>;
  searchParams: Promise<Query>;
};

const tagOf = async (params: Props["params"]) => decodeURIComponent((await params).tag).slice(0, 280);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("timeline");
  const tag = await tagOf(params);
  return previewOf({
    title: t("hashtagTitle", { tag }),
    description: t("hashtagText", { tag }),
    path: `/hashtag/${encodeURIComponent(tag)}`,
  });
}

export default async function Hashtag({ params, searchParams }: Props) {
  const tag = await tagOf(params);
  const t = await getTranslations("timeline");
  const common = await getTranslations("common");
  return (
    <>
      <PageHead title={t("hashtagTitle", { tag })} back={{ href: "/", label: common("back") }} />
      <FeedView
        feed={{ kind: "hashtag", tag }}
        path={`/hashtag/${encodeURIComponent(tag)}`}
        before={beforeOf(await searchParams)}
        empty={
          <EmptyState title={t("noSuchTag")} wayOn={await toTimeline()}>
            <p>{t("noSuchTagText", { tag })}</p>
          </EmptyState>
        }
      />
    </>
  );
}
