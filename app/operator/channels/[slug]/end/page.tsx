import type { Metadata } from "next";
import { EndPage } from "@/app/channel-ends/end-page";
import type { Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { getTranslations } from "@/i18n/translations";
import { operatedLifeOf, operatedName } from "../operated-life";
import { notForYou, OperatorPage } from "../../../operator-page";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await operatedLifeOf((await params).slug);
  const t = await getTranslations("channels.end");
  const isChange = found?.life.endAnnouncedAt;
  return {
    title: found && t(isChange ? "changeTitle" : "announceTitle", { name: await operatedName(found) }),
  };
}

export default async function OperatorEnd({ params, searchParams }: Props) {
  const asked = (await params).slug;
  const found = await operatedLifeOf(asked);
  if (!found) return notForYou(`/operator/channels/${asked}/end`);
  const { owner, slug, life, timeZone } = found;
  return (
    <OperatorPage>
      <EndPage
        ctx={await requestContext()}
        owner={owner}
        name={await operatedName(found)}
        slug={slug}
        life={life}
        timeZone={timeZone}
        query={await searchParams}
        path={`/operator/channels/${slug}`}
      />
    </OperatorPage>
  );
}
