// Whose pages these are: the head of an account's posts and of its shop.
import { cache } from "react";
import { PageHead } from "@/components/shell/page-head";
import { ProfileHead } from "@/components/timeline/profile-head";
import { type ProfileTab, ProfileTabs } from "@/components/timeline/profile-tabs";
import type { TimelineWords } from "@/components/timeline/words";
import { profile } from "@/domain/timeline/account-queries";
import type { ProfileView } from "@/domain/timeline/views";
import { getTranslations } from "@/i18n/translations";
import { requestContext } from "../../request-context";

export const profileOf = cache(async (handle: string) => profile(await requestContext(), handle));

/** What a link to an account is shown with. */
export const profilePicture = ({ bannerUrl, name }: ProfileView) =>
  bannerUrl === null ? undefined : { url: bannerUrl, alt: name };

type ProfileTopProps = { account: ProfileView; tab: ProfileTab; words: TimelineWords };

export async function ProfileTop({ account, tab, words }: ProfileTopProps) {
  const { t } = words;
  const common = await getTranslations("common");
  return (
    <>
      <PageHead title={account.name} back={{ href: "/", label: common("back") }} />
      <ProfileHead profile={account} words={words} />
      {account.kind === "merchant" ? (
        <ProfileTabs
          handle={account.handle}
          current={tab}
          words={{ label: t("profileTabs"), posts: t("postsTab"), shop: t("shopTab") }}
        />
      ) : null}
    </>
  );
}
