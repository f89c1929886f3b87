import type { ReactNode } from "react";
import { Context } from "@/components/timeline/context";
import { TimelineIsland } from "@/components/timeline/timeline-island";
import { personOf } from "@/domain/context";
import { openCauses, suggestedAccounts } from "@/domain/timeline/queries";
import { getTranslations } from "@/i18n/translations";
import { requestContext } from "../request-context";
import { PageShell } from "../shell";

type Props = { children: ReactNode; /** What is bought, given or explained over it. */ sheet: ReactNode };

export default async function TimelineLayout({ children, sheet }: Props) {
  const ctx = await requestContext();
  const t = await getTranslations("timeline");
  const aside = (
    <Context
      isVisitor={!personOf(ctx)}
      accounts={await suggestedAccounts(ctx, 4)}
      causes={await openCauses(ctx, 3)}
      words={{
        whatIsMerle: t("whatIsMerle"),
        whatIsMerleText: t("whatIsMerleText"),
        signUp: t("signUp"),
        signIn: t("signIn"),
        whoToFollow: t("whoToFollow"),
        causes: t("causes"),
        verified: t("verified"),
        follow: t("follow"),
        following: t("following"),
      }}
    />
  );
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
