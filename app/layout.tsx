import "./globals.css";
import type { Metadata, Viewport } from "next";
import { getLocale } from "next-intl/server";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { referenceOf } from "@/integrations/this-request";
import { themes } from "@/tailwind.config";
import { ClockBar } from "./clock-bar";
import { requestClock } from "./request-context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    metadataBase: new URL(env.publicUrl),
    title: { default: `${t("appName")} · ${t("tagline")}`, template: `%s · ${t("appName")}` },
    description: t("tagline"),
    applicationName: t("appName"),
    icons: { icon: "/icon.svg", apple: "/icon-apple-180.png" },
    appleWebApp: { title: t("appName"), capable: true },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: themes.light.paper },
    { media: "(prefers-color-scheme: dark)", color: themes.dark.paper },
  ],
};

// Without a slot beside its children: with one, Next draws it twice for each request, the second time for a page that
// is not found. The slot of the sheet is the timeline's.
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const clock = await requestClock();
  const { movedMilliseconds: moved = 0 } = clock;
  return (
    <html
      lang={locale}
      data-reference={referenceOf((await headers()).get("x-request-id") ?? "")}
      data-clock-moved={moved === 0 ? undefined : moved}
    >
      <body className="bg-paper font-sans text-body text-ink">
        {moved === 0 ? null : <ClockBar shownAt={clock.now()} />}
        {children}
      </body>
    </html>
  );
}
