// A page that has nothing else to show: what happened, and the way on.
import type { ReactNode } from "react";
import { Mark } from "./mark";

export function Notice({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="mx-auto grid min-h-[60dvh] max-w-sheet place-content-center justify-items-start gap-3 p-6">
      <Mark className="size-14" />
      <h1 className="text-headline font-bold">{title}</h1>
      <p className="text-ink-soft">{text}</p>
      {children}
    </div>
  );
}
