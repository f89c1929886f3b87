// The dates of a channel, in their order: what has passed, and what is to come.
import { useLocale, useTranslations } from "next-intl";
import { endFields } from "@/domain/channels/date-rules";
import type { Life } from "@/domain/channels/rules";
import { formatBoundary, type Instant } from "@/domain/time";

const fields = ["opensAt", "openToAllAt", "endAnnouncedAt", ...endFields] as const;

type LifeDatesProps = { life: Pick<Life, (typeof fields)[number]>; timeZone: string; now: Instant };

export function LifeDates({ life, timeZone, now }: LifeDatesProps) {
  const t = useTranslations("channels");
  const locale = useLocale();
  const dates = fields.flatMap((field) => {
    const at = life[field];
    // A channel that opened when the programme was open to everybody already has no roll-out of its own.
    const isRolledOutBefore = field === "openToAllAt" && at !== null && at <= life.opensAt;
    return at === null || isRolledOutBefore ? [] : [{ field, at, isPast: at <= now }];
  });
  return (
    <div className="grid gap-3">
      <ol className="ml-1.5 grid">
        {dates.map(({ field, at, isPast }) => (
          <li
            key={field}
            className={`relative pb-3 pl-4.5 before:absolute before:inset-y-0 before:left-0 before:border-l-2 first:before:top-2.5 last:pb-0 last:before:bottom-auto last:before:h-2.5 only:before:hidden ${isPast ? "before:border-ink" : "before:border-hairline"}`}
          >
            <span
              aria-hidden
              className={`absolute top-1 -left-[5px] size-3 rounded-full border-2 ${isPast ? "border-ink bg-ink" : "border-control bg-paper"}`}
            />
            <span className="block text-small text-ink-soft">
              {t(`${isPast ? "datesPast" : "dates"}.${field}`)}
            </span>
            <time dateTime={at.toISOString()} className="font-semibold tabular-nums">
              {formatBoundary(at, locale, timeZone)}
            </time>
          </li>
        ))}
      </ol>
      {life.endAnnouncedAt === null ? <p className="text-ink-soft">{t("noEnd")}</p> : null}
      <p className="text-small text-ink-soft">{t("zone", { zone: timeZone })}</p>
    </div>
  );
}
