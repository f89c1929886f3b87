// What an end means for a shop, in numbers.
import { useTranslations } from "next-intl";
import type { EndNumbers } from "@/domain/channels/numbers";

const numbers = ["liveListings", "openOrders", "refundableOrders"] as const;

export function EndNumbersLine({ counts }: { counts: EndNumbers }) {
  const t = useTranslations("channels.numbers");
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 tabular-nums">
      {numbers.map((number) => (
        <li key={number}>{t(number, { count: counts[number] })}</li>
      ))}
    </ul>
  );
}
