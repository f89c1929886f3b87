"use client";
// What only a wide window has room for: asked for when it is wide, once the page stands, and left out where it cannot
// be had.
import { type ReactNode, useEffect, useState } from "react";

export function WhereWide({ load }: { load: () => Promise<ReactNode> }) {
  const [part, setPart] = useState<ReactNode>(null);
  useEffect(() => {
    const wide = window.matchMedia("(min-width: 64rem)");
    const ask = () => void load().then(setPart, () => undefined);
    if (wide.matches) ask();
    else wide.addEventListener("change", ask, { once: true });
    return () => wide.removeEventListener("change", ask);
  }, [load]);
  return part;
}
