// Pages with one thing to do: the mark, a narrow column, the footer.
import Link from "next/link";
import type { ReactNode } from "react";
import { PageFooter } from "@/app/page-footer";
import { Mark } from "@/components/shell/mark";
import { getTranslations } from "@/i18n/translations";

export default async function PlainLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("common");
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-[440px] flex-col">
      <header className="flex px-4 py-3">
        <Link
          href="/"
          prefetch={false}
          className="flex min-h-touch items-center gap-2 text-lead font-semibold"
        >
          <Mark className="size-8" />
          {t("appName")}
        </Link>
      </header>
      <main className="flex-1 p-4">{children}</main>
      <PageFooter />
    </div>
  );
}
