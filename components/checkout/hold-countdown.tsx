"use client";
// How long the units are still held: a quiet figure that counts down truly, and a way to have more time.
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { dateFormat } from "@/domain/time";

type HoldCountdownProps = { until: Date; onEnd: () => void };

export function HoldCountdown({ until, onEnd }: HoldCountdownProps) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const [now, setNow] = useState<number>();
  const left = now === undefined ? undefined : Math.max(0, Math.ceil((until.getTime() - now) / 1000));

  useEffect(() => {
    // Where the demo world's clock was moved, the page says by how much: see app/layout.tsx.
    const moved = Number(document.documentElement.dataset["clockMoved"] ?? 0);
    const tick = () => setNow(Date.now() + moved);
    tick();
    const timer = window.setInterval(tick, 1000);
    return () => window.clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left === 0) onEnd();
  }, [left, onEnd]);

  const clock = dateFormat(locale, { hour: "numeric", minute: "2-digit" });
  if (left === undefined) return null;
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <p className="text-small text-ink-soft">
      <span aria-hidden="true" className="tabular-nums">
        {t("held", { time })}
      </span>
      <span className="sr-only">{t("heldSpoken", { time: clock.format(until) })}</span>
    </p>
  );
}
