// The frame of every page: rail, reading column and context on a desk; one column and a bar of five on a phone.
import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Mark } from "./mark";
import { Nav, type NavItem } from "./nav";

export type ShellWords = {
  appName: string;
  skipToContent: string;
  navigation: string;
  aside: string;
  compose: string;
  signUp: string;
};

type ShellProps = {
  words: ShellWords;
  items: NavItem[];
  isVisitor: boolean;
  children: ReactNode;
  aside?: ReactNode;
  footer?: ReactNode;
  /** Tables and forms of work: the reading column and the one beside it together. */
  isWide?: boolean | undefined;
};

/** The ways through the product, on a desk; */
const rail = {
  nav: "flex flex-col items-center gap-1 xl:items-stretch",
  link: "flex min-h-touch min-w-touch items-center justify-center gap-4 rounded-full text-lead transition-colors hover:bg-sunken aria-[current]:font-bold max-xl:aria-[current]:bg-sunken aria-[current]:[&_svg]:stroke-[2.4] xl:justify-start xl:px-3",
  word: "sr-only xl:not-sr-only",
};

/** and on a phone: of six, and on the smallest, each as wide as its word needs. There six, and for who reads large
 * letters five as well, have no room for words. */
const bar = {
  nav: "group @container fixed inset-x-0 bottom-0 z-10 grid auto-cols-fr grid-flow-col max-[22rem]:not-print:flex max-md:not-print:has-[>:nth-child(6)]:flex border-t border-hairline bg-paper pb-[env(safe-area-inset-bottom)] md:hidden print:hidden",
  link: "flex min-h-14 min-w-0 flex-auto flex-col items-center justify-center gap-0.5 px-0.5 text-small text-ink-soft -outline-offset-2 aria-[current]:text-ink aria-[current]:[&_svg]:stroke-[2.4]",
  word: "w-full truncate text-center max-[22rem]:group-has-[>:nth-child(6)]:sr-only @max-[18rem]:sr-only",
};

export function Shell({ words, items, isVisitor, children, aside, footer, isWide = false }: ShellProps) {
  return (
    <>
      <a
        href="#content"
        className="sr-only z-20 rounded-control bg-ink p-3 text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {words.skipToContent}
      </a>
      <header className="sticky top-0 z-10 flex flex-wrap items-center gap-1 border-b border-hairline bg-paper px-4 md:hidden print:hidden">
        <a
          href="/"
          className="mr-auto flex min-h-touch items-center gap-2 text-lead font-bold whitespace-nowrap"
        >
          <Mark className="size-7" />
          {words.appName}
        </a>
        {isVisitor ? (
          <a href="/sign-up" className="my-1 inline-flex min-h-touch items-center">
            <span className={buttonLook("strong", "min-h-9! whitespace-nowrap max-[22rem]:px-3")}>
              {words.signUp}
            </span>
          </a>
        ) : null}
      </header>
      {/* Its columns have their places before they are there: what comes first does not move when the last comes. */}
      <div
        className={`mx-auto w-full max-w-[78rem] justify-center md:grid ${isWide ? "md:grid-cols-frame-md-wide" : "md:grid-cols-frame-md"} lg:grid-cols-frame-lg xl:grid-cols-frame-xl print:block`}
      >
        <header className="sticky top-0 hidden h-dvh flex-col gap-3 overflow-y-auto px-2 py-3 md:flex xl:px-4 print:hidden">
          <a
            href="/"
            className="flex min-h-touch items-center justify-center gap-3 rounded-full text-title font-bold xl:justify-start xl:px-2"
          >
            <Mark className="size-9" />
            <span className="sr-only xl:not-sr-only">{words.appName}</span>
          </a>
          <Nav look={rail} label={words.navigation} items={items} />
          {isVisitor ? (
            <a href="/sign-up" className={buttonLook("strong", "mt-2 max-xl:hidden")}>
              {words.signUp}
            </a>
          ) : (
            <a
              href="/#compose"
              className={buttonLook(
                "strong",
                "mt-2 max-xl:mx-auto max-xl:size-touch max-xl:rounded-full max-xl:px-0",
              )}
            >
              <Icon name="compose" />
              <span className="sr-only xl:not-sr-only">{words.compose}</span>
            </a>
          )}
        </header>
        <div
          className={`mx-auto w-full min-w-0 border-hairline max-md:pb-20 md:border-x print:border-x-0 print:pb-0 ${isWide ? "lg:col-span-2" : "max-w-column"}`}
        >
          <main id="content" className="min-h-dvh">
            {children}
          </main>
          {footer ? (
            <div className={`border-t border-hairline print:hidden ${isWide ? "" : "lg:hidden"}`}>
              {footer}
            </div>
          ) : null}
        </div>
        {!isWide && (aside || footer) ? (
          <aside
            aria-label={words.aside}
            className="sticky top-0 hidden h-dvh flex-col overflow-y-auto p-4 pl-6 lg:flex print:hidden"
          >
            {aside}
            {footer ? <div className="-mx-4 mt-auto">{footer}</div> : null}
          </aside>
        ) : null}
      </div>
      <Nav look={bar} label={words.navigation} items={items} />
    </>
  );
}
