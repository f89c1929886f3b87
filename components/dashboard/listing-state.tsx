// Whether a listing can be bought now, in a word of its own colour; the word alone says it too.
import { useTranslations } from "next-intl";
import type { ListingState } from "@/domain/catalog/listing-rules";

const looks: Record<ListingState, string> = {
  "for-sale": "bg-good-wash text-good",
  "sold-out": "bg-warn-wash text-warn",
  "price-not-fresh": "bg-warn-wash text-warn",
  "not-started": "bg-sunken text-ink-soft",
  over: "bg-sunken text-ink-soft",
  "at-merchant-site": "bg-sunken text-ink-soft",
  draft: "bg-sunken text-ink-soft",
  archived: "bg-sunken text-ink-soft",
  withdrawn: "bg-sunken text-ink-soft",
  "merchant-cannot-be-paid": "bg-bad-wash text-bad",
  "not-open": "bg-sunken text-ink-soft",
  "not-rolled-out": "bg-sunken text-ink-soft",
  "sales-ended": "bg-sunken text-ink-soft",
};

/** `withAdvice`: also what it means and what to do about it. */
export function ListingStateWord({
  state,
  withAdvice = false,
}: {
  state: ListingState;
  withAdvice?: boolean;
}) {
  const t = useTranslations("listings");
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span
        className={`rounded-full px-2.5 py-0.5 text-small font-semibold whitespace-nowrap ${looks[state]}`}
      >
        {t(`state.${state}`)}
      </span>
      {withAdvice ? <span>{t(`whatToDo.${state}`)}</span> : null}
    </span>
  );
}
