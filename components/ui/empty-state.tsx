// What is shown where there is nothing yet: that, when something will be there, and the way on.
import type { ReactNode } from "react";
import { buttonLook } from "./button";

type EmptyStateProps = { title: string; children: ReactNode; wayOn: { href: string; label: string } };

export function EmptyState({ title, children, wayOn }: EmptyStateProps) {
  return (
    <div className="grid justify-items-start gap-3 p-4 py-8">
      <h2 className="text-title font-semibold">{title}</h2>
      <div className="grid gap-3 text-ink-soft">{children}</div>
      <a href={wayOn.href} className={buttonLook("quiet")}>
        {wayOn.label}
      </a>
    </div>
  );
}
