"use client";
// The ways through the product. Knows which page is open.
import { usePathname } from "next/navigation";
import { Icon, type IconName } from "@/components/ui/icon";

export type NavItem = { href: string; label: string; icon: IconName; hasParts?: boolean };

/** Deeper in a place that has pages of its own: where one is stays marked. */
const isWithin = (path: string, { href, hasParts = false }: NavItem) =>
  hasParts && path.startsWith(`${href}/`);

type NavProps = {
  items: NavItem[];
  label: string;
  /** The classes of its parts; a word may be for listeners only. */
  look: Record<"nav" | "link" | "word", string>;
};

export function Nav({ items, label, look }: NavProps) {
  const path = usePathname();
  return (
    <nav aria-label={label} className={look.nav}>
      {items.map((item) => (
        <a
          key={item.href}
          href={item.href}
          aria-current={path === item.href ? "page" : isWithin(path, item) ? "true" : undefined}
          className={look.link}
        >
          <Icon name={item.icon} className="size-6" />
          <span className={look.word}>{item.label}</span>
        </a>
      ))}
    </nav>
  );
}
