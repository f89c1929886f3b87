"use client";
// Shown instead of a page that failed. It knows no words from the server, so it brings both languages.
import { useSyncExternalStore } from "react";
import { Notice } from "@/components/shell/notice";
import { Button, buttonLook } from "@/components/ui/button";
import { common as commonEn } from "@/messages/en/common";
import { shell as shellEn } from "@/messages/en/shell";
import { common as commonFr } from "@/messages/fr/common";
import { shell as shellFr } from "@/messages/fr/shell";

const words = {
  en: { ...shellEn, retry: commonEn.retry },
  fr: { ...shellFr, retry: commonFr.retry },
};

const neverChanges = () => () => {};

type FailedProps = {
  error: Error & { digest?: string };
  reset: () => void;
  /** The page itself never got its language, so it is the browser's. */
  isLastResort?: boolean;
};

export default function Failed({ error, reset, isLastResort = false }: FailedProps) {
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
  const { errorTitle, errorText, errorReference, retry, notFoundHome, orders, donations } = words[language];
  return (
    <main lang={language}>
      <title>{`${errorTitle} · Merle`}</title>
      <Notice title={errorTitle} text={errorText}>
        {reference ? (
          <p className="text-small text-ink-soft">
            {errorReference} <span className="font-mono break-all">{reference}</span>
          </p>
        ) : null}
        <div className="mt-2 flex flex-wrap gap-2">
          <Button look="strong" onClick={reset}>
            {retry}
          </Button>
          <a href="/orders" className={buttonLook()}>
            {orders}
          </a>
          <a href="/donations" className={buttonLook()}>
            {donations}
          </a>
          <a href="/" className={buttonLook()}>
            {notFoundHome}
          </a>
        </div>
      </Notice>
    </main>
  );
}
