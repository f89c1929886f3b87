"use client";
import { Button } from "./button";

/** Only where scripts run: without them the browser's own menu prints. */
export function PrintButton({ children }: { children: string }) {
  return (
    <Button className="noscript:hidden print:hidden" onClick={() => window.print()}>
      {children}
    </Button>
  );
}
