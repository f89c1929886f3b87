"use client";
// The ways through the product: a rail on a desk, a bar at the bottom of a phone. Knows which page is open.
import { usePathname } from "next/navigation";
import { Icon, type IconName } from "@/components/ui/icon";

export type NavItem = { href: string; label: string; icon: IconName };

type NavProps = { items: NavItem[]; label: string; form: "rail" | "bar" };

const looks = {
  rail: {
    nav: "flex flex-col items-center gap-1 xl:items-stretch",
    link: "flex min-h-touch min-w-touch items-center justify-center gap-4 rounded-full text-lead transition-colors hover:bg-sunken aria-[current]:font-bold xl:justify-start xl:px-3",
    word: "sr-only xl:not-sr-only",
  },
  bar: {
    nav: "fixed inset-x-0 bottom-0 z-10 grid auto-cols-fr grid-flow-col border-t border-hairline bg-paper pb-[env(safe-area-inset-bottom)] md:hidden print:hidden",
    link: "flex min-h-14 min-w-0 flex-col items-center justify-center gap-0.5 px-0.5 text-small text-ink-soft aria-[current]:text-ink aria-[current]:[&_svg]:stroke-[2.4]",
    word: "w-full truncate text-center max-[22rem]:sr-only",
  },
};

export function Nav({ items, label, form }: NavProps) {
  const path = usePathname();
  const look = looks[form];
  return (
    <nav aria-label={label} className={look.nav}>
      {items.map((item) => (
        <a
          key={item.href}
          href={item.href}
          aria-current={path === item.href ? "page" : undefined}
          className={look.link}
        >
          <Icon name={item.icon} className="size-6" />
          <span className={look.word}>{item.label}</span>
        </a>
      ))}
    </nav>
  );
}
