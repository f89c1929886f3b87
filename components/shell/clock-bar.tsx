// Above every page of the demo world while its clock is moved: which day it is here.

type ClockBarProps = { label: string; text: string; link: { href: string; label: string } | undefined };

export function ClockBar({ label, text, link }: ClockBarProps) {
  return (
    <section
      aria-label={label}
      className="flex min-h-touch flex-wrap items-center justify-center gap-x-3 bg-warn-wash px-4 text-center text-small text-warn print:hidden"
    >
      <p className="py-1 font-semibold">{text}</p>
      {link ? (
        <a href={link.href} className="inline-flex min-h-touch items-center underline underline-offset-2">
          {link.label}
        </a>
      ) : null}
    </section>
  );
}
