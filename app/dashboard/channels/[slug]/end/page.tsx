import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EndPage } from "@/app/channel-ends/end-page";
import type { Query } from "@/app/query";
import { mayDo } from "@/domain/shops/access-rules";
import { getTranslations } from "@/i18n/translations";
import { shopChannelOf } from "../shop-channel";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("channels.shop");
  return { title: t("endTitle"), robots: { index: false } };
}

export default async function ShopEnd({ params, searchParams }: Props) {
  const { ctx, shop, channel } = await shopChannelOf((await params).slug);
  if (!channel?.connection || !mayDo(shop.role, "edit-channels")) return notFound();
  const { connection, name, slug, timeZone } = channel;
  return (
    <EndPage
      ctx={ctx}
      owner={{ kind: "connection", id: connection.id }}
      name={name}
      slug={slug}
      life={connection}
      timeZone={timeZone}
      query={await searchParams}
      path={`/dashboard/channels/${slug}`}
    />
  );
}
