import type { Metadata } from "next";
import { cameFrom } from "@/app/came-from";
import { previewOf } from "@/app/preview";
import { returnPath, withReturn } from "@/app/return-path";
import { DemoAccounts } from "@/components/accounts/demo-accounts";
import { PageTitle } from "@/components/accounts/page-title";
import { ActionForm } from "@/components/ui/action-form";
import { TallLink, TextLink } from "@/components/ui/text-link";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { signIn } from "./actions";
import type { Query } from "@/app/query";

const demoPassword = "merle-demo";
const demoPeople = [
  { key: "ada", email: "ada@merle.test" },
  { key: "grace", email: "grace@merle.test" },
  { key: "atelier", email: "atelier@merle.test" },
  { key: "ops", email: "ops@merle.test" },
] as const;

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.signIn");
  const timeline = await getTranslations("timeline");
  return previewOf({ title: t("title"), description: timeline("whatIsMerleText"), path: "/sign-in" });
}

export default async function SignInPage({ searchParams }: Props) {
  const t = await getTranslations("accounts");
  const next = returnPath((await searchParams)["next"] ?? (await cameFrom()));
  return (
    <>
      <PageTitle title={t("signIn.title")}>
        {t("signIn.noAccount")} <TextLink href={withReturn("/sign-up", next)}>{t("signUp.title")}</TextLink>
      </PageTitle>
      <ActionForm
        id="sign-in"
        action={signIn}
        submit={t("signIn.submit")}
        hidden={{ next }}
        fields={[
          { name: "email", label: t("email"), type: "email", autoComplete: "username", isRequired: true },
          {
            name: "password",
            label: t("password"),
            type: "password",
            autoComplete: "current-password",
            isRequired: true,
          },
        ]}
      />
      <p className="mt-2">
        <TallLink href="/forgot-password">{t("signIn.forgot")}</TallLink>
      </p>
      {env.isDemo ? (
        <DemoAccounts
          action={signIn}
          next={next}
          password={demoPassword}
          people={demoPeople.map(({ key, email }) => ({ email, role: t(`signIn.demoRoles.${key}`) }))}
          words={{ title: t("signIn.demoTitle"), text: t("signIn.demoText", { password: demoPassword }) }}
        />
      ) : null}
    </>
  );
}
