import type { Metadata } from "next";
import { requestContext } from "@/app/request-context";
import { cameFrom } from "@/app/came-from";
import { previewOf } from "@/app/preview";
import { returnPath, withReturn } from "@/app/return-path";
import { PageTitle } from "@/components/accounts/page-title";
import { ActionForm } from "@/components/ui/action-form";
import { TextLink } from "@/components/ui/text-link";
import { isAnybodyHere } from "@/domain/accounts/queries";
import { handleLimits, nameLimit } from "@/domain/accounts/rules";
import { invitationBehind } from "@/domain/shops/join-shop";
import { getTranslations } from "@/i18n/translations";
import { createAccount } from "./actions";
import type { Query } from "@/app/query";

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.signUp");
  const timeline = await getTranslations("timeline");
  return previewOf({ title: t("title"), description: timeline("whatIsMerleText"), path: "/sign-up" });
}

/** The address to which the invitation was sent that leads on from here, if one does. */
async function invitedAt(next: string): Promise<string> {
  const { pathname, searchParams } = new URL(next, "http://here");
  if (pathname !== "/join") return "";
  return (await invitationBehind(await requestContext(), searchParams.get("token") ?? ""))?.email ?? "";
}

export default async function SignUpPage({ searchParams }: Props) {
  const t = await getTranslations("accounts");
  const next = returnPath((await searchParams)["next"] ?? (await cameFrom()));
  const isFirst = !(await isAnybodyHere(await requestContext()));
  return (
    <>
      {isFirst ? (
        <PageTitle title={t("signUp.operatorTitle")}>{t("signUp.operatorText")}</PageTitle>
      ) : (
        <PageTitle title={t("signUp.title")}>
          {t("signUp.haveAccount")}{" "}
          <TextLink href={withReturn("/sign-in", next)}>{t("signIn.title")}</TextLink>
        </PageTitle>
      )}
      <ActionForm
        id="sign-up"
        action={createAccount}
        submit={t("signUp.submit")}
        hidden={{ next }}
        fields={[
          { name: "name", label: t("name"), autoComplete: "name", maxLength: nameLimit, isRequired: true },
          {
            name: "handle",
            label: t("handle"),
            hint: t("handleHint"),
            autoComplete: "off",
            maxLength: handleLimits.longest + 1,
            isRequired: true,
          },
          {
            name: "email",
            label: t("email"),
            type: "email",
            autoComplete: "username",
            isRequired: true,
            defaultValue: await invitedAt(next),
          },
          {
            name: "password",
            label: t("password"),
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
