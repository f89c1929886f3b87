// A button confirms, and never the link alone: programs that check mails for danger open their links too.
import type { Metadata } from "next";
import { firstOf, type Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { withReturn } from "@/app/return-path";
import { PageTitle } from "@/components/accounts/page-title";
import { ActionForm } from "@/components/ui/action-form";
import { buttonLook } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { findMailLink } from "@/domain/accounts/mail-links";
import { personOf } from "@/domain/context";
import { getTranslations } from "@/i18n/translations";
import { confirm } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.confirm");
  // The address holds a secret: it must not travel on to where a link leads.
  return { title: t("title"), referrer: "same-origin" };
}

export default async function ConfirmEmailPage({ searchParams }: { searchParams: Promise<Query> }) {
  const t = await getTranslations("accounts");
  const ctx = await requestContext();
  const token = firstOf((await searchParams)["token"]) ?? "";
  const link = await findMailLink(ctx, "confirm-email", token);
  const person = personOf(ctx);
  if (!link)
    return (
      <>
        <PageTitle title={t("confirm.title")}>{t("confirm.gone")}</PageTitle>
        <TextLink href="/settings">{t("confirm.toSettings")}</TextLink>
      </>
    );
  if (link.personId !== person?.personId)
    return (
      <>
        <PageTitle title={t("confirm.title")}>{t("confirm.signInFirst")}</PageTitle>
        <a
          href={withReturn("/sign-in", `/confirm-email?token=${token}`)}
          className={buttonLook("strong", "w-full")}
        >
          {t("signIn.title")}
        </a>
      </>
    );
  return (
    <>
      <PageTitle title={t("confirm.title")}>{t("confirm.text", { email: link.email })}</PageTitle>
      <ActionForm id="confirm" action={confirm} submit={t("confirm.submit")} hidden={{ token }} />
    </>
  );
}
