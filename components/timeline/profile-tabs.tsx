// The two pages of a shop's account: what it says, and what it sells. Links, so they work without JavaScript.

export type ProfileTab = "posts" | "shop";

type ProfileTabsProps = { handle: string; current: ProfileTab; words: Record<ProfileTab | "label", string> };

export function ProfileTabs({ handle, current, words }: ProfileTabsProps) {
  const tabs = [
    { tab: "posts", href: `/${handle}` },
    { tab: "shop", href: `/${handle}/shop` },
  ] as const;
  return (
    <nav aria-label={words.label} className="flex border-b border-hairline print:hidden">
      {tabs.map(({ tab, href }) => (
        <a
          key={tab}
          href={href}
          aria-current={tab === current ? "page" : undefined}
          className="flex min-h-touch flex-1 items-center justify-center border-b-2 border-transparent text-ink-soft transition-colors -outline-offset-2 hover:bg-surface aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          {words[tab]}
        </a>
      ))}
    </nav>
  );
}
