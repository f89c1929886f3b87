// Giving on a page of its own: reached directly, or without JavaScript.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { previewOf } from "@/app/preview";
import { firstOf, type Query } from "@/app/query";
import { PageShell } from "@/app/shell";
import { PageHead } from "@/components/shell/page-head";
import { Give, sheetOf } from "../give";
import { generateMetadata as notFoundMetadata } from "@/app/not-found";
import { getTranslations } from "@/i18n/translations";

type Props = { params: Promise<{ causeId: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const sheet = await sheetOf((await params).causeId);
  if (!sheet) return notFoundMetadata();
  const preview = await previewOf({
    title: sheet.title,
    description: `${sheet.charity.name} · ${sheet.description}`,
    path: `/donate/${sheet.causeId}`,
    picture: sheet.image,
  });
  return { ...preview, robots: { index: false } };
}

export default async function DonatePage({ params, searchParams }: Props) {
  const sheet = await sheetOf((await params).causeId);
  if (!sheet) notFound();
  const { tweet } = await searchParams;
  const t = await getTranslations("donations");
  const common = await getTranslations("common");
  return (
    <PageShell>
      <PageHead
        title={t("dialogTitle", { charity: sheet.charity.name })}
        back={{ href: "/", label: common("back") }}
      />
      <div className="mx-auto max-w-sheet border-hairline bg-surface p-4 max-sm:-mb-px max-sm:border-b sm:rounded-b-card sm:border-x sm:border-b">
        <Give sheet={sheet} tweetId={firstOf(tweet)} />
      </div>
    </PageShell>
  );
}
