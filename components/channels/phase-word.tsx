// In which phase a channel is, in a word; the colour only repeats it.
import { useTranslations } from "next-intl";
import type { Phase } from "@/domain/channels/rules";

const looks: Record<Phase, string> = {
  "not-open": "bg-sunken text-ink-soft",
  "rolling-out": "bg-good-wash text-good",
  selling: "bg-good-wash text-good",
  ending: "bg-warn-wash text-warn",
  "winding-down": "bg-warn-wash text-warn",
  closed: "bg-sunken text-ink-soft",
};

export function PhaseWord({ phase }: { phase: Phase }) {
  const t = useTranslations("channels");
  return (
    <span className={`rounded-full px-2 py-0.5 text-small font-semibold whitespace-nowrap ${looks[phase]}`}>
      {t(`phase.${phase}`)}
    </span>
  );
}
