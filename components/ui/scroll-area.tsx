// What may be wider than the page, such as a table: it scrolls by itself, also by keyboard, fades where it goes on, and
// says what it is.
import type { ReactNode } from "react";

export function ScrollArea({
  label,
  className = "",
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no landmark: the section around it is one, and no form's part
      role="group"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- or the keyboard could not scroll it
      tabIndex={0}
      className={`fades overflow-x-auto ${className}`}
    >
      {children}
    </div>
  );
}
