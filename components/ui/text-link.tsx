import type { ReactNode } from "react";

/** A link in running text, tall enough for a thumb where it stands alone. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="text-link underline underline-offset-2">
      {children}
    </a>
  );
}
