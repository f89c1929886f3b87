// The title of a page at the head of the reading column; with a way back where there is one.
import { Icon } from "@/components/ui/icon";

type PageHeadProps = { title: string; back?: { href: string; label: string } };

export function PageHead({ title, back }: PageHeadProps) {
  return (
    <div className="z-[5] flex min-h-[53px] items-center gap-2 border-b border-hairline bg-paper px-4 py-1 md:sticky md:top-0">
      {back ? (
        <a
          href={back.href}
          aria-label={back.label}
          className="-ml-2.5 grid size-touch shrink-0 place-items-center rounded-full hover:bg-sunken print:hidden"
        >
          <Icon name="back" />
        </a>
      ) : null}
      <h1 className="my-1 line-clamp-3 min-w-0 text-title leading-tight font-bold break-words md:line-clamp-2">
        {title}
      </h1>
    </div>
  );
}
