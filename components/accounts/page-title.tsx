import type { ReactNode } from "react";

/** The heading of a page with one thing to do, and a line beneath it. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-5">
      <h1 className="text-headline font-semibold">{title}</h1>
      {children ? <p className="mt-1 text-body text-ink-soft">{children}</p> : null}
    </div>
  );
}
