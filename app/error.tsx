"use client";
// Shown instead of a page that failed. It knows no words from the server, so it brings both languages.
import { useSyncExternalStore } from "react";
import { Notice } from "@/components/shell/notice";
import { Button } from "@/components/ui/button";
import { common as commonEn } from "@/messages/en/common";
import { shell as shellEn } from "@/messages/en/shell";
import { common as commonFr } from "@/messages/fr/common";
import { shell as shellFr } from "@/messages/fr/shell";

const words = {
  en: { ...shellEn, retry: commonEn.retry },
  fr: { ...shellFr, retry: commonFr.retry },
};

const neverChanges = () => () => {};

type FailedProps = { error: Error & { digest?: string }; reset: () => void };

export default function Failed({ error, reset }: FailedProps) {
  const language = useSyncExternalStore(
    neverChanges,
    () => (document.documentElement.lang === "fr" ? "fr" : "en"),
    () => "en" as const,
  );
  // The page's own, and Next's for what failed: one of both stands in the log, whether it was this page or a later step.
  const page = useSyncExternalStore(
    neverChanges,
    () => document.documentElement.dataset["reference"],
    () => undefined,
  );
  const reference = [page, error.digest].filter(Boolean).join(" · ");
  const { errorTitle, errorText, errorReference, retry } = words[language];
  return (
    <main>
      <Notice title={errorTitle} text={errorText}>
        {reference ? (
          <p className="text-small text-ink-soft">
            {errorReference} <span className="font-mono break-all">{reference}</span>
          </p>
        ) : null}
        <Button look="strong" onClick={reset}>
          {retry}
        </Button>
      </Notice>
    </main>
  );
}
