// The dialog of one cause, filled for whoever asks; over the timeline or on its page.
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import { requestContext } from "@/app/request-context";
import { stripeInBrowser } from "@/app/stripe-in-browser";
import { declineWord } from "@/components/checkout/decline-words";
import { Donate } from "@/components/donations/donate";
import type { DonateState } from "@/components/donations/state";
import { learnPayment } from "@/domain/checkout/learn-payment";
import type { Context } from "@/domain/context";
import { donateSheet } from "@/domain/donations/queries";
import type { DonateSheet } from "@/domain/donations/views";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { messages } from "@/messages";
import { donate } from "./[causeId]/actions";
import { valuesOfPending } from "./values";

type GiveProps = { sheet: DonateSheet; tweetId: string | undefined };

export async function Give({ sheet, tweetId }: GiveProps) {
  const ctx = await requestContext();
  const { checkout, buttons, donations } = messages[await getLocale()];
  return (
    <NextIntlClientProvider messages={{ checkout, buttons, donations }}>
      <Donate
        sheet={sheet}
        initial={await firstStep(ctx, sheet)}
        action={donate}
        stripe={stripeInBrowser}
        tweetId={tweetId}
        causeUrl={`${env.publicUrl}/donate/${sheet.causeId}`}
      />
    </NextIntlClientProvider>
  );
}

/** Where this asker is: a gift under way goes on, with what the bank has said of it. */
async function firstStep(ctx: Context, sheet: DonateSheet): Promise<DonateState> {
  const { underWay, monthlyUnderWay, notGivable, suggestions, person } = sheet;
  if (underWay?.isBeingPaid) return { step: "waiting", donationId: underWay.id, turn: 0 };
  if (monthlyUnderWay) return { step: "waiting", monthlyGiftId: monthlyUnderWay, turn: 0 };
  if (notGivable) return { step: "closed", turn: 0 };
  if (!underWay) {
    const [first] = suggestions;
    return {
      step: "give",
      values: {
        rhythm: "once",
        amount: "",
        suggestion: first ? String(first.amountMinor) : "",
        email: person?.email ?? "",
        donorName: person?.name ?? "",
        isAnonymous: false,
        coversFee: false,
        cardId: "",
      },
      turn: 0,
    };
  }
  const t = await getTranslations("checkout.declined");
  const last = await learnPayment(ctx, underWay.id);
  return {
    step: "give",
    values: valuesOfPending(sheet, underWay),
    ...(last?.state === "declined" ? { notice: { tone: "bad", text: t(declineWord(last.code)) } } : {}),
    turn: 0,
  };
}

/** Read once per request: the page's title asks for it too. */
export const sheetOf = cache(async (causeId: string): Promise<DonateSheet | undefined> =>
  donateSheet(await requestContext(), causeId),
);
