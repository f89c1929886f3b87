// What stands beside the timeline on a desk, with its words.
import { Context } from "@/components/timeline/context";
import { personOf } from "@/domain/context";
import { openCauses, suggestedAccounts } from "@/domain/timeline/account-queries";
import { getTranslations } from "@/i18n/translations";
import { requestContext } from "../request-context";

export async function Aside() {
  const ctx = await requestContext();
  const t = await getTranslations("timeline");
  return (
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
}
