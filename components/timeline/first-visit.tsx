// Three hints for a first visit, part of the page: nothing opens, nothing moves, and it takes no JavaScript.

type FirstVisitProps = {
  words: Record<"title" | "text" | "skip", string>;
  /** Without an address where the page has no such thing. */
  hints: { href: string | undefined; title: string; text: string }[];
  /** Where skipping is posted to. */
  skipAction: string;
};

export function FirstVisit({ words, hints, skipAction }: FirstVisitProps) {
  return (
    <section aria-labelledby="first-visit" className="border-b border-hairline bg-sunken px-4 py-3">
      <div className="flex items-start justify-between gap-3">
        <h2 id="first-visit" className="min-w-0 pt-2 text-lead font-bold">
          {words.title}
        </h2>
        <form action={skipAction} method="post" className="-mr-2 -mb-2.5 shrink-0">
          <button className="min-h-touch rounded-control px-2 text-small font-semibold text-ink-soft hover:text-ink hover:underline">
            {words.skip}
          </button>
        </form>
      </div>
      <p className="text-ink-soft">{words.text}</p>
      <ol className="mt-1 grid gap-x-4 sm:grid-cols-3">
        {hints.map(({ href, title, text }, index) => (
          <li key={title} className="relative grid grid-cols-[auto_1fr] items-baseline gap-x-2 py-1">
            <span aria-hidden="true" className="font-semibold text-ink-faint tabular-nums">
              {index + 1}
            </span>
            <div className="min-w-0">
              {href === undefined ? (
                <span className="font-semibold">{title}</span>
              ) : (
                <a
                  href={href}
                  className="font-semibold text-link after:absolute after:inset-0 hover:underline"
                >
                  {title}
                </a>
              )}
              <p className="text-small text-ink-soft">{text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
