import type { Metadata } from "next";
import { requestContext } from "@/app/request-context";
import { PageTitle } from "@/components/accounts/page-title";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { personOf } from "@/domain/context";
import { getTranslations } from "@/i18n/translations";
import { signOut } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.signOut");
  return { title: t("title") };
}

export default async function SignOutPage() {
  const t = await getTranslations("accounts");
  const person = personOf(await requestContext());
  if (!person)
    return (
      <>
        <PageTitle title={t("signOut.title")}>{t("signOut.notSignedIn")}</PageTitle>
        <TextLink href="/sign-in">{t("signIn.title")}</TextLink>
      </>
    );
  return (
    <>
      <PageTitle title={t("signOut.title")}>
        @{person.handle}. {t("signOut.text")}
      </PageTitle>
      <form action={signOut}>
        <Button type="submit" look="strong" className="w-full">
          {t("signOut.submit")}
        </Button>
      </form>
    </>
  );
}
