"use client";
// What has just been done, after the way back: read out at once, and where a keyboard goes on.
import { type ReactNode, useEffect, useRef } from "react";
import { Notice } from "./notice";

/** `isBad`: it could not be done. */
export function DoneNotice({ isBad = false, children }: { isBad?: boolean; children: ReactNode }) {
  const place = useRef<HTMLOutputElement>(null);
  useEffect(() => place.current?.focus(), [children]);
  return (
    <output ref={place} tabIndex={-1} className="block rounded-control">
      <Notice tone={isBad ? "bad" : "good"}>{children}</Notice>
    </output>
  );
}
