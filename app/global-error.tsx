"use client";
// The last resort: even the root layout failed.
import "./globals.css";
import Failed from "./error";

export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body className="bg-paper font-sans text-body text-ink">
        <Failed reset={reset} />
      </body>
    </html>
  );
}
