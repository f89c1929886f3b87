// Open a shop. For everybody who is signed in, also for those who work for one already.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";
import { personOf } from "@/domain/context";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { requestContext } from "../../request-context";
import { withReturn } from "../../return-path";
import { identityFields, returnsFields, sellerFields, termsFields } from "../shop-fields";
import { open } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shops.open");
  return { title: t("title"), robots: { index: false } };
}

export default async function OpenShop() {
  const person = personOf(await requestContext());
  if (!person) redirect(withReturn("/sign-in", "/dashboard/open"));
  const t = await getTranslations("shops.open");
  return (
    <>
      <PageHead title={t("title")} />
      <div className="grid gap-4 p-4 *:max-w-column">
        <p className="text-ink-soft">{t("text")}</p>
        <ActionForm
          id="open"
          action={open}
          submit={t("submit")}
          fields={[
            ...(await identityFields({}, t("identity"))),
            ...(await sellerFields({ supportEmail: person.email }, person.country, t("seller"))),
            ...(await termsFields({}, true, t("terms"))),
            ...(await returnsFields({}, t("returns"))),
          ]}
        >
          <Notice>{t(env.stripe.mode === "local" ? "paidByPlatform" : "paidLater")}</Notice>
        </ActionForm>
      </div>
    </>
  );
}
