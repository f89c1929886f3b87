"use client";
// What is said instead of a page that failed. It knows no words from the server, so it brings both languages.
import { useSyncExternalStore } from "react";
import { Notice } from "@/components/shell/notice";
import { Button, buttonLook } from "@/components/ui/button";
import { failed as en } from "@/messages/en/failed";
import { failed as fr } from "@/messages/fr/failed";

const words = { en, fr };

const neverChanges = () => () => {};

export type FailedProps = {
  error: Error & { digest?: string };
  /** Asks the server for the page once more: drawing again what it answered would fail again. */
  retry: () => void;
  /** The page itself never got its language, so it is the browser's, and a new try is a new page. */
  isLastResort?: boolean;
};

export default function Failed({ error, retry, isLastResort = false }: FailedProps) {
  const language = useSyncExternalStore(
    neverChanges,
    () =>
      (isLastResort ? navigator.language : document.documentElement.lang).startsWith("fr") ? "fr" : "en",
    () => "en" as const,
  );
  // The page's own, and Next's for what failed: one of both stands in the log, whether it was this page or a later step.
  const page = useSyncExternalStore(
    neverChanges,
    () => document.documentElement.dataset["reference"],
    () => undefined,
  );
  const reference = [page, error.digest].filter(Boolean).join(" · ");
  const t = words[language];
  return (
    <main lang={language}>
      <title>{`${t.title} · Merle`}</title>
      <Notice title={t.title} text={t.text}>
        {reference ? (
          <p className="text-small text-ink-soft">
            {t.reference} <span className="inline-block font-mono">{reference}</span>
          </p>
        ) : null}
        <div className="mt-2 flex flex-wrap gap-2">
          <Button look="strong" onClick={isLastResort ? () => window.location.reload() : retry}>
            {t.retry}
          </Button>
          <a href="/orders" className={buttonLook()}>
            {t.orders}
          </a>
          <a href="/donations" className={buttonLook()}>
            {t.donations}
          </a>
          <a href="/" className={buttonLook()}>
            {t.home}
          </a>
        </div>
      </Notice>
    </main>
  );
}
