"use client";
// What every page loads for the worst of days is small: the rest comes when it is needed, and if it cannot come either,
// a few words do.
import { lazy, Suspense } from "react";
import type { FailedProps } from "./failed";

const Failed = lazy(() => import("./failed").catch(() => ({ default: NoWords })));

export function FailedLater(props: FailedProps) {
  return (
    <Suspense>
      <Failed {...props} />
    </Suspense>
  );
}

const NoWords = () => (
  <main className="p-6 text-headline">
    <a href="/">Merle</a>
  </main>
);
