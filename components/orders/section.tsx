import type { ReactNode } from "react";

/** One part of the page of an order or a gift. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3 border-t border-hairline px-4 py-5 print:break-inside-avoid">
      <h2 className="text-lead font-semibold">{title}</h2>
      {children}
    </section>
  );
}
