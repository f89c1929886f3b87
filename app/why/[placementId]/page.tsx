import type { Metadata } from "next";
import { PageHead } from "@/components/shell/page-head";
import { getTranslations } from "@/i18n/translations";
import { PageShell } from "../../shell";
import { WhyAnswer } from "../why";

type Props = { params: Promise<{ placementId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("timeline");
  return { title: t("whyTitle") };
}

export default async function WhyPage({ params }: Props) {
  const t = await getTranslations("timeline");
  const common = await getTranslations("common");
  return (
    <PageShell>
      <PageHead title={t("whyTitle")} back={{ href: "/", label: common("back") }} />
      <div className="p-4">
        <WhyAnswer placementId={(await params).placementId} />
      </div>
    </PageShell>
  );
}
