import type { Metadata } from "next";
import { firstOf, type Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { PageTitle } from "@/components/accounts/page-title";
import { ActionForm } from "@/components/ui/action-form";
import { TextLink } from "@/components/ui/text-link";
import { findMailLink } from "@/domain/accounts/mail-links";
import { getTranslations } from "@/i18n/translations";
import { chooseNewPassword } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.reset");
  // The address holds a secret: it must not travel on to where a link leads.
  return { title: t("title"), referrer: "same-origin" };
}

export default async function ResetPasswordPage({ searchParams }: { searchParams: Promise<Query> }) {
  const t = await getTranslations("accounts");
  const token = firstOf((await searchParams)["token"]) ?? "";
  const link = await findMailLink(await requestContext(), "reset-password", token);
  if (!link)
    return (
      <>
        <PageTitle title={t("reset.title")}>{t("reset.gone")}</PageTitle>
        <TextLink href="/forgot-password">{t("reset.again")}</TextLink>
      </>
    );
  return (
    <>
      <PageTitle title={t("reset.title")}>{t("reset.text")}</PageTitle>
      <ActionForm
        id="reset"
        action={chooseNewPassword}
        submit={t("reset.submit")}
        hidden={{ token }}
        fields={[
          {
            name: "password",
            label: t("newPassword"),
            hint: t("passwordHint"),
            type: "password",
            autoComplete: "new-password",
            isRequired: true,
          },
        ]}
      />
    </>
  );
}
