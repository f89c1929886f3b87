// A table that may be wider than the page: it scrolls by itself, also by keyboard, and says what it is.
import type { ReactNode } from "react";

export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- or the keyboard could not scroll it
      tabIndex={0}
      className="overflow-x-auto"
    >
      {children}
    </section>
  );
}
