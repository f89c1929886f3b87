"use client";
// The ways through the product. Knows which page is open.
import { usePathname } from "next/navigation";
import { Icon, type IconName } from "@/components/ui/icon";

export type NavItem = { href: string; label: string; icon: IconName };

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
