"use client";
// Words to share a gift with. The amount is never in them unless its box is ticked; posting is up to the donor.
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button, buttonLook } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { formatMoney } from "@/components/ui/money";

type ShareProps = {
  gift: { causeTitle: string; charityName: string; currency: string; giftMinor: number };
  causeUrl: string;
  /** Signed in: the words can be taken to the composer. */
  mayPost: boolean;
};

export function Share({ gift, causeUrl, mayPost }: ShareProps) {
  const t = useTranslations("donations");
  const locale = useLocale();
  const id = useId();
  const [showsAmount, setShowsAmount] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  const { causeTitle: cause, charityName: charity } = gift;
  const amount = formatMoney(gift.giftMinor, gift.currency, locale);
  const text = showsAmount
    ? t("shareTextAmount", { amount, cause, charity, url: causeUrl })
    : t("shareText", { cause, charity, url: causeUrl });
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      () => undefined,
    );
  return (
    <section aria-labelledby={id} className="grid w-full gap-2 rounded-card border border-hairline p-4">
      <h3 id={id} className="font-semibold">
        {t("share")}
      </h3>
      <p className="rounded-control bg-sunken p-3">{text}</p>
      <div className="noscript:hidden">
        <CheckBox
          name="showsAmount"
          label={t("shareAmount")}
          checked={showsAmount}
          onChange={(isTicked) => {
            setShowsAmount(isTicked);
            setIsCopied(false);
          }}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        {mayPost ? (
          <a href={`/?compose=${encodeURIComponent(text)}#compose`} className={buttonLook("quiet")}>
            {t("sharePost")}
          </a>
        ) : null}
        <Button className="noscript:hidden" onClick={copy}>
          <span aria-live="polite">{isCopied ? t("copied") : t("copy")}</span>
        </Button>
      </div>
    </section>
  );
}
