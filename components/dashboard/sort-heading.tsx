// The heading of a column that a table can be sorted by: a link, so that the address keeps how it is sorted.

type SortHeadingProps = {
  href: string;
  label: string;
  /** How the table is sorted by this column now; undefined when it is not. */
  sorted?: "ascending" | "descending" | undefined;
  isNumber?: boolean;
};

export function SortHeading({ href, label, sorted, isNumber = false }: SortHeadingProps) {
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={`p-0 font-semibold first:pl-2 last:pr-2 ${isNumber ? "text-right" : "text-left"}`}
    >
      <a
        href={href}
        className="inline-flex min-h-touch items-center gap-1 px-2 whitespace-nowrap text-ink-soft hover:text-ink hover:underline aria-[current]:text-ink"
        aria-current={sorted ? "true" : undefined}
      >
        {sorted ? <span aria-hidden="true">{sorted === "ascending" ? "↑" : "↓"}</span> : null}
        {label}
      </a>
    </th>
  );
}
