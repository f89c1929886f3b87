// What stands in a sheet until its form is there. Such a form is higher than any sheet, and its total is always in view:
// so is this, and nothing jumps.
import type { ReactNode } from "react";

export function SheetWaiting({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div data-fills="" className="flex h-full flex-col gap-4">
      <output className="sr-only">{label}</output>
      <div aria-hidden="true" className="min-h-0 flex-1 overflow-hidden">
        {children}
      </div>
      <div aria-hidden="true" className="-mx-4 grid gap-3 border-t border-hairline px-4 pt-3">
        <div className="h-6 rounded-control bg-sunken" />
        <div className="h-touch rounded-control bg-sunken" />
      </div>
    </div>
  );
}
