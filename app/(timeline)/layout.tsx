import type { ReactNode } from "react";
import { WhereWide } from "@/components/shell/where-wide";
import { TimelineIsland } from "@/components/timeline/timeline-island";
import { personOf } from "@/domain/context";
import { getTranslations } from "@/i18n/translations";
import { requestContext } from "../request-context";
import { PageShell } from "../shell";
import { loadAside } from "./actions";
import { Aside } from "./aside";

type Props = { children: ReactNode; /** What is bought, given or explained over it. */ sheet: ReactNode };

export default async function TimelineLayout({ children, sheet }: Props) {
  const isVisitor = !personOf(await requestContext());
  const t = await getTranslations("timeline");
  // Pages of visitors are kept and cost nothing; on those of people, a phone does not pay for what it has no room for.
  const aside = isVisitor ? <Aside /> : <WhereWide load={loadAside} />;
  return (
    <>
      <PageShell aside={aside}>
        {children}
        <TimelineIsland words={{ failed: t("actFailed") }} />
      </PageShell>
      {sheet}
    </>
  );
}
