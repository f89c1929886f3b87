// What stands beneath every page: the language, and what there is to know about this place.

type FooterProps = {
  action: (form: FormData) => Promise<void>;
  current: string;
  languages: { locale: string; name: string }[];
  links: { href: string; label: string }[];
  note: string;
};

export function Footer({ action, current, languages, links, note }: FooterProps) {
  return (
    <footer className="px-4 py-3 text-small text-ink-soft">
      <div className="flex flex-wrap items-center gap-x-4">
        <form action={action} className="-mx-2 flex">
          {languages.map(({ locale, name }) => (
            <button
              key={locale}
              name="locale"
              value={locale}
              lang={locale}
              aria-current={locale === current}
              className="min-h-touch rounded-control px-2 hover:bg-sunken aria-[current=true]:font-semibold aria-[current=true]:text-ink"
            >
              {name}
            </button>
          ))}
        </form>
        {links.map(({ href, label }) => (
          <a key={href} href={href} className="inline-flex min-h-touch items-center hover:underline">
            {label}
          </a>
        ))}
      </div>
      {note ? <p>{note}</p> : null}
    </footer>
  );
}
