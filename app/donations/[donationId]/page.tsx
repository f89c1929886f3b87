// One gift: its receipt, and words to share it with.
import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { firstOf, type Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { Receipt } from "@/components/donations/receipt";
import { Share } from "@/components/donations/share";
import { PageHead } from "@/components/shell/page-head";
import { buttonLook } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PrintButton } from "@/components/ui/print-button";
import { Reread } from "@/components/ui/reread";
import { learnPayment } from "@/domain/checkout/learn-payment";
import { personOf } from "@/domain/context";
import { donationPage, type GiftPage } from "@/domain/donations/queries";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { messages } from "@/messages";

type Props = { params: Promise<{ donationId: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("donations");
  return { title: t("gift"), robots: { index: false } };
}

export default async function DonationPage({ params, searchParams }: Props) {
  const ctx = await requestContext();
  const { donationId } = await params;
  const gift = await currentGift(donationId);
  if (!gift) notFound();
  const t = await getTranslations("donations");
  const { donations } = messages[await getLocale()];
  const isNew = firstOf((await searchParams)["thanks"]) === "1";
  return (
    <>
      <PageHead
        title={gift.receiptNumber ? t("receipt", { number: gift.receiptNumber }) : t("gift")}
        back={{ href: "/donations", label: t("back") }}
      />
      {gift.receiptNumber ? (
        <>
          {gift.refundTrouble || isNew ? (
            <div className="px-4 pt-4 print:hidden">
              {gift.refundTrouble ? (
                <Notice>{t(`refundTrouble.${gift.refundTrouble}`)}</Notice>
              ) : (
                <Notice tone="good">{t("thanks", { email: gift.email })}</Notice>
              )}
            </div>
          ) : null}
          <Receipt gift={gift} />
          <div className="grid justify-items-start gap-4 p-4 pt-0 print:hidden">
            <PrintButton>{t("print")}</PrintButton>
            <NextIntlClientProvider messages={{ donations }}>
              <Share
                gift={gift}
                causeUrl={`${env.publicUrl}/donate/${gift.causeId}`}
                mayPost={personOf(ctx) !== undefined}
              />
            </NextIntlClientProvider>
          </div>
        </>
      ) : (
        <div className="grid justify-items-start gap-3 p-4">
          <Notice>{t(unfinishedWords(gift))}</Notice>
          {gift.isBeingPaid ? <Reread /> : null}
          <a href={`/donate/${gift.causeId}`} className={buttonLook("quiet")}>
            {t("finish")}
          </a>
        </div>
      )}
    </>
  );
}

/** Of money that came for a gift too late, and that could not go back, nobody says that nothing was charged. */
function unfinishedWords({ isBeingPaid, refundTrouble }: GiftPage) {
  if (isBeingPaid) return "confirming";
  return refundTrouble ? (`refundTrouble.${refundTrouble}` as const) : "unfinished";
}

/** The gift as it is now: while it is being paid, Stripe is asked first. */
async function currentGift(donationId: string): Promise<GiftPage | undefined> {
  const ctx = await requestContext();
  const gift = await donationPage(ctx, donationId);
  if (!gift?.isBeingPaid) return gift;
  await learnPayment(ctx, gift.id);
  return donationPage(ctx, donationId);
}
