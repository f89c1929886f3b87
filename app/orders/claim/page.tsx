// Behind the link of a guest's receipt: what it is for, and one button. Looking changes nothing.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { requestContext } from "@/app/request-context";
import { withReturn } from "@/app/return-path";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { buttonLook } from "@/components/ui/button";
import { formatMoney } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { claimable } from "@/domain/checkout/claim-purchase";
import { personOf } from "@/domain/context";
import { getTranslations } from "@/i18n/translations";
import { claim } from "./actions";
import { firstOf, type Query } from "@/app/query";

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("orders");
  // The address of this page is a secret: it goes to nobody else. Not "no-referrer": browsers would then hide the
  // origin of its form too, which is refused.
  return { title: t("claim.title"), robots: { index: false }, referrer: "same-origin" };
}

export default async function ClaimPage({ searchParams }: Props) {
  const t = await getTranslations("orders.claim");
  const shell = await getTranslations("shell");
  const locale = await getLocale();
  const ctx = await requestContext();
  const secret = firstOf((await searchParams)["token"]) ?? "";
  const found = await claimable(ctx, secret);
  if (!found.ok)
    return (
      <>
        <PageHead title={t("goneTitle")} />
        <div className="mx-auto grid max-w-sheet gap-4 p-4">
          <Notice>{t(`refused.${found.reason}`)}</Notice>
          <a href="/orders" className={buttonLook("quiet")}>
            {t("toOrders")}
          </a>
        </div>
      </>
    );
  const { kind, number, otherName: seller, totalMinor, currency } = found.value;
  const isSignedIn = personOf(ctx) !== undefined;
  const here = `/orders/claim?token=${encodeURIComponent(secret)}`;
  return (
    <>
      <PageHead title={t("title")} />
      <div className="mx-auto grid max-w-sheet gap-4 p-4">
        <p className="text-lead font-semibold">
          {t(kind, { number, seller, total: formatMoney(totalMinor, currency, locale) })}
        </p>
        <p className="text-ink-soft">{isSignedIn ? t("account") : t("browser")}</p>
        <ActionForm
          id="claim"
          action={claim}
          hidden={{ token: secret }}
          submit={isSignedIn ? t("addToAccount") : t("showHere")}
        />
        {isSignedIn ? null : (
          <div className="grid gap-2">
            <p className="text-ink-soft">{t("useAccount")}</p>
            <a href={withReturn("/sign-in", here)} className={buttonLook("quiet")}>
              {shell("signIn")}
            </a>
            <a href={withReturn("/sign-up", here)} className={buttonLook("quiet")}>
              {shell("signUp")}
            </a>
          </div>
        )}
      </div>
    </>
  );
}
