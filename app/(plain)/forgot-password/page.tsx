import type { Metadata } from "next";
import { PageTitle } from "@/components/accounts/page-title";
import { ActionForm } from "@/components/ui/action-form";
import { getTranslations } from "@/i18n/translations";
import { sendResetLink } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.forgot");
  return { title: t("title") };
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations("accounts");
  return (
    <>
      <PageTitle title={t("forgot.title")}>{t("forgot.text")}</PageTitle>
      <ActionForm
        id="forgot"
        action={sendResetLink}
        submit={t("forgot.submit")}
        fields={[
          { name: "email", label: t("email"), type: "email", autoComplete: "username", isRequired: true },
        ]}
      />
    </>
  );
}
