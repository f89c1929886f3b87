// What a phone needs to know to keep Merle among its apps.
import type { MetadataRoute } from "next";
import { getLocale } from "next-intl/server";
import { getTranslations } from "@/i18n/translations";

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations("common");
  const shell = await getTranslations("shell");
  return {
    id: "/",
    name: t("appName"),
    short_name: t("appName"),
    description: t("tagline"),
    lang: await getLocale(),
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#fbfaf7",
    theme_color: "#fbfaf7",
    categories: ["shopping", "social"],
    icons: [
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [{ name: shell("orders"), url: "/orders" }],
  };
}
