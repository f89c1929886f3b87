"use client";
// The last resort: even the root layout failed, and with it the language; the text says its own.
import "./globals.css";
import { FailedLater } from "./failed-later";

export default function GlobalError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="en">
      <body className="bg-paper font-sans text-body text-ink">
        <FailedLater {...props} isLastResort />
      </body>
    </html>
  );
}
