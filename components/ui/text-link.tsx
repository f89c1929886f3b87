import type { ReactNode } from "react";

/** A link in running text: its padding moves no line, and gives a thumb room. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="py-1 text-link underline underline-offset-2">
      {children}
    </a>
  );
}

/** By itself and not within words: tall enough for a thumb, also where two of them stand one above the other. */
export function TallLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="inline-flex min-h-touch items-center text-link underline underline-offset-2">
      {children}
    </a>
  );
}
