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

export default function Failed({ reset }: { reset: () => void }) {
  const language = useSyncExternalStore(
    neverChanges,
    () => (document.documentElement.lang === "fr" ? "fr" : "en"),
    () => "en" as const,
  );
  const { errorTitle, errorText, retry } = words[language];
  return (
    <main>
      <Notice title={errorTitle} text={errorText}>
        <Button look="strong" onClick={reset}>
          {retry}
        </Button>
      </Notice>
    </main>
  );
}
