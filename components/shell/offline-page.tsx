"use client";
// Lets the browser keep the page for when there is no network (public/sw.js), once everything else has come.
import { useEffect } from "react";

/** The language is in the script's address, so that the page is kept anew in the one that is chosen. */
export function OfflinePage({ locale }: { locale: string }) {
  useEffect(() => {
    // A browser that cannot, or may not, does without.
    const keep = () => void navigator.serviceWorker?.register(`/sw.js?${locale}`).catch(() => undefined);
    if (document.readyState === "complete") return keep();
    window.addEventListener("load", keep, { once: true });
    return () => window.removeEventListener("load", keep);
  }, [locale]);
  return null;
}
