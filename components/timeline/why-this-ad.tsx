// The answer to "why do I see this?": for whom, who paid, the stored reason, and how to change it.
import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button";
import type { WhyThisAd as Why } from "@/domain/promotions/queries";
import type { TimelineWords } from "./words";

type WhyThisAdProps = { why: Why; isVisitor: boolean; words: TimelineWords };

export function WhyThisAd({ why, isVisitor, words }: WhyThisAdProps) {
  const { t } = words;
  const { advertiser } = why;
  const hide = t("whyHide", { name: advertiser.name });
  const show = t("whyShow", { name: advertiser.name });
  const act = `/api/advertisers/${advertiser.handle}`;
  return (
    <div className="grid gap-4">
      <p>{t("whyIntro")}</p>
      <dl className="grid gap-3">
        <Fact term={t("whyFor")}>
          <a href={`/${advertiser.handle}`} className="text-link hover:underline">
            {advertiser.name}
          </a>
        </Fact>
        <Fact term={t("whyPaidBy")}>{why.paidBy}</Fact>
        <Fact term={t("whyReason")}>{reasonWords(why, words)}</Fact>
        <Fact term={t("whyRuns")}>
          {t("whyRunsFromTo", { from: words.day(why.startsAt), to: words.day(why.endsAt) })}
        </Fact>
        <Fact term={t(isVisitor ? "whyFirstShownVisitors" : "whyFirstShown")}>
          {words.moment(why.firstShownAt)}
        </Fact>
      </dl>
      {isVisitor ? (
        <a href="/sign-in?next=/" className={buttonLook("quiet", "sm:justify-self-start")}>
          {t("whyVisitor")}
        </a>
      ) : (
        <form method="post" className="grid gap-2">
          <button
            formAction={`${act}/${why.isHidden ? "show" : "hide"}`}
            data-other={`${act}/${why.isHidden ? "hide" : "show"}`}
            data-word={hide}
            data-word-pressed={show}
            aria-pressed={why.isHidden}
            className={buttonLook("quiet", "sm:justify-self-start")}
          >
            <span>{why.isHidden ? show : hide}</span>
          </button>
          <a
            href="/settings"
            className="inline-flex min-h-touch items-center justify-center text-center text-link hover:underline sm:justify-self-start"
          >
            {t("whySettings")}
          </a>
        </form>
      )}
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-small text-ink-soft">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function reasonWords({ rule, input }: Why, { t, locale }: TimelineWords): string {
  const inputs = input.split(" ").filter(Boolean);
  if (rule === "everyone") return t("whyReasons.everyone");
  const code = rule === "country" ? inputs[0] : inputs[1];
  const country = code === undefined ? undefined : countryName(code, locale);
  if (rule === "country") return t("whyReasons.country", { country: country ?? input });
  const who = inputs[0] ?? "";
  return country === undefined
    ? t(`whyReasons.${rule}`, { who })
    : t(`whyReasons.${rule}Country`, { who, country });
}

function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: "region", fallback: "code" }).of(code) ?? code;
}
