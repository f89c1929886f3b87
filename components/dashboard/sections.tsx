"use client";
// The parts of the dashboard, or of what operators see. Knows in which of them the reader is.
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

export type DashboardSection = { href: string; label: string };

export function Sections({ label, sections }: { label: string; sections: DashboardSection[] }) {
  const path = usePathname();
  const bar = useRef<HTMLElement>(null);

  // On a phone the bar is longer than the screen is wide: where one is stands in view with a bit of what comes next,
  // also when the phone is turned.
  useEffect(() => {
    const show = () => {
      const current = bar.current?.querySelector<HTMLElement>("[aria-current]");
      if (!bar.current || !current) return;
      const next = current.nextElementSibling ? 72 : 16;
      bar.current.scrollLeft = current.offsetLeft + current.offsetWidth + next - bar.current.clientWidth;
    };
    show();
    window.addEventListener("resize", show);
    return () => window.removeEventListener("resize", show);
  }, [path]);

  const isIn = (href: string) => path === href || (href !== "/dashboard" && path.startsWith(`${href}/`));
  return (
    <div className="border-b border-hairline print:hidden">
      <nav
        ref={bar}
        aria-label={label}
        className="fades relative flex gap-1 overflow-x-auto px-4 py-1 [--fade:4rem] [scrollbar-width:none] not-supports-[animation-timeline:scroll()]:mask-r-from-[calc(100%-4rem)]"
      >
        {sections.map(({ href, label: word }) => (
          <a
            key={href}
            href={href}
            aria-current={isIn(href) ? "page" : undefined}
            className="flex min-h-touch shrink-0 items-center rounded-full px-3 text-ink-soft hover:text-ink aria-[current]:bg-sunken aria-[current]:font-semibold aria-[current]:text-ink"
          >
            {word}
          </a>
        ))}
      </nav>
    </div>
  );
}
