import type { ReactNode } from "react";

/** One group of settings, with an address of its own. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-28 border-b border-hairline px-4 py-5 last:border-b-0"
    >
      <h2 id={`${id}-title`} className="mb-3 text-lead font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
