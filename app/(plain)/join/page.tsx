// Behind the link of an invitation: which shop, which role, by whom. A button joins, and never the link alone: programs
// that check mails for danger open their links too.
import type { Metadata } from "next";
import { firstOf, type Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { withReturn } from "@/app/return-path";
import { PageTitle } from "@/components/accounts/page-title";
import { ActionForm } from "@/components/ui/action-form";
import { Avatar } from "@/components/ui/avatar";
import { buttonLook } from "@/components/ui/button";
import { personOf } from "@/domain/context";
import { invitationBehind } from "@/domain/shops/join-shop";
import { avatarAt } from "@/domain/shops/picture-rules";
import { getTranslations } from "@/i18n/translations";
import { join } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shops.join");
  // The address holds a secret: it must not travel on to where a link leads.
  return { title: t("title"), robots: { index: false }, referrer: "same-origin" };
}

export default async function JoinPage({ searchParams }: { searchParams: Promise<Query> }) {
  const t = await getTranslations("shops");
  const ctx = await requestContext();
  const token = firstOf((await searchParams)["token"]) ?? "";
  const invited = await invitationBehind(ctx, token);
  if (!invited) return <PageTitle title={t("join.title")}>{t("join.refused.link-gone")}</PageTitle>;
  const { shopName: shop, handle, avatarUrl, role, invitedBy: name } = invited;
  const person = personOf(ctx);
  const path = `/join?token=${encodeURIComponent(token)}`;
  return (
    <>
      <PageTitle title={t("join.title")}>{t("join.text", { name, shop })}</PageTitle>
      <div className="mb-5 flex items-center gap-3 rounded-card border border-hairline bg-surface p-3">
        <Avatar name={shop} url={avatarAt(avatarUrl)} />
        <p className="min-w-0">
          <a href={`/${handle}`} className="font-semibold hover:underline">
            {shop}
          </a>
          <span className="block text-small text-ink-soft">@{handle}</span>
        </p>
      </div>
      <p className="mb-5">{t("join.role", { role: t(`role.${role}`), text: t(`roleText.${role}`) })}</p>
      {person ? (
        <>
          <p className="mb-3 text-ink-soft">{t("join.as", { handle: person.handle })}</p>
          <ActionForm id="join" action={join} submit={t("join.submit", { shop })} hidden={{ token }} />
        </>
      ) : (
        <div className="grid gap-3">
          <a href={withReturn("/sign-in", path)} className={buttonLook("strong")}>
            {t("join.signIn")}
          </a>
          <a href={withReturn("/sign-up", path)} className={buttonLook("quiet")}>
            {t("join.signUp")}
          </a>
        </div>
      )}
    </>
  );
}
