import type { ReactNode } from "react";

/** One of the groups of the sheet: what, where, how. */
export function Group({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <div className="flex items-center justify-between gap-4">
        <h2 className="text-lead font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** The end of a step: the total, and the one button; in a dialog that is high enough it stays in view. */
export function Foot({ children }: { children: ReactNode }) {
  return (
    <div className="-mx-4 -mb-4 grid gap-3 border-t border-hairline bg-surface px-4 [@media(min-height:34rem)]:[dialog_&]:sticky [@media(min-height:34rem)]:[dialog_&]:-bottom-4 pt-3 pb-[max(16px,env(safe-area-inset-bottom))]">
      {children}
    </div>
  );
}
