// Buying on a page of its own: reached directly, or without JavaScript.
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/shell/page-head";
import { PageShell } from "@/app/shell";
import { Buy, sheetOf } from "../buy";

type Props = { params: Promise<{ listingId: string }>; searchParams: Promise<{ tweet?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const sheet = await sheetOf((await params).listingId);
  return { title: sheet?.title ?? "", robots: { index: false } };
}

export default async function BuyPage({ params, searchParams }: Props) {
  const sheet = await sheetOf((await params).listingId);
  if (!sheet) notFound();
  const { tweet } = await searchParams;
  const t = await getTranslations("checkout");
  const common = await getTranslations("common");
  return (
    <PageShell>
      <PageHead
        title={t("title", { seller: sheet.seller.name })}
        back={{ href: "/", label: common("back") }}
      />
      <div className="mx-auto max-w-sheet bg-surface p-4">
        <Buy sheet={sheet} tweetId={typeof tweet === "string" ? tweet : undefined} />
      </div>
    </PageShell>
  );
}
