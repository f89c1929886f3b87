// What a page says of itself elsewhere: in a tab, in a search, and when its address is passed on.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { personOf } from "@/domain/context";
import { getTranslations } from "@/i18n/translations";
import { requestContext } from "./request-context";

type Preview = {
  title: string;
  description: string;
  /** The one address of the page: a path of this site. */
  path: string;
  picture?: { url: string; alt: string } | undefined;
};

// 1.91:1, as the networks show it; what is drawn as SVG is shown by none of them.
const ownPicture = { url: "/preview.png", width: 1200, height: 628, alt: "Merle" };
const isShown = (url: string) => !/\.svg($|\?)/i.test(url);

/**
 * The metadata of a page that may be passed on; addresses become absolute by `metadataBase` of the layout. Whoever makes a
 * preview of it asks as a visitor: what only they read is not said to people.
 */
export async function previewOf({ title, description, path, picture }: Preview): Promise<Metadata> {
  const page = { title, description, alternates: { canonical: path } };
  if (personOf(await requestContext())) return page;
  const common = await getTranslations("common");
  const images = [picture && isShown(picture.url) ? picture : ownPicture];
  return {
    ...page,
    openGraph: {
      type: "website",
      siteName: common("appName"),
      locale: (await getLocale()) === "fr" ? "fr_FR" : "en_US",
      url: path,
      title,
      description,
      images,
    },
    twitter: { card: "summary_large_image", title, description, images },
  };
}
