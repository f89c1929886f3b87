"use client";
// The last resort: even the root layout failed, and with it the language; the text says its own.
import "./globals.css";
import { lazy } from "react";

// What every page loads for the worst of days is small: the rest comes when it is needed.
const Failed = lazy(() => import("./error"));

export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body className="bg-paper font-sans text-body text-ink">
        <Failed {...props} isLastResort />
      </body>
    </html>
  );
}
