import "./globals.css";
import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { IconShapes } from "@/components/ui/icon";
import { themes } from "@/tailwind.config";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: `${t("appName")} · ${t("tagline")}`, template: `%s · ${t("appName")}` },
    description: t("tagline"),
    icons: { icon: "/icon.svg" },
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

export default async function RootLayout({ children, sheet }: { children: ReactNode; sheet: ReactNode }) {
  const locale = await getLocale();
  return (
    <html lang={locale}>
      <body className="bg-paper font-sans text-body text-ink">
        <IconShapes />
        {children}
        {sheet}
      </body>
    </html>
  );
}
