// All pictures of a product, side by side; scrolled by hand, by keyboard or by the small ones below. No script.
import { ScrollArea } from "@/components/ui/scroll-area";
import { pictureAt, pictureSet } from "@/domain/shops/picture-rules";

export type GalleryWords = {
  label: string;
  /** For a picture that nobody has described. */
  pictureOf: (n: number) => string;
  show: (n: number) => string;
};

type GalleryProps = { pictures: { url: string; alt: string }[]; title: string; words: GalleryWords };

// Most pictures have this ratio; the others stand whole in it, so that price and button keep their place.
const [width, height] = [1200, 900];
const sizes = "(min-width: 640px) 600px, 100vw";
const box = "aspect-4/3 max-h-[70svh] w-full bg-sunken object-contain";

export function Gallery({ pictures, title, words }: GalleryProps) {
  const [only] = pictures;
  if (!only) return null;
  if (pictures.length === 1)
    return (
      <img
        src={pictureAt(1200, only.url)}
        srcSet={pictureSet(only.url)}
        sizes={sizes}
        alt={only.alt || title}
        width={width}
        height={height}
        fetchPriority="high"
        decoding="async"
        className={box}
      />
    );
  return (
    <>
      <ScrollArea label={words.label} className="flex snap-x snap-mandatory -outline-offset-2">
        {pictures.map(({ url, alt }, at) => (
          <img
            key={url}
            id={`picture-${at + 1}`}
            src={pictureAt(1200, url)}
            srcSet={pictureSet(url)}
            sizes={sizes}
            alt={alt || `${title}, ${words.pictureOf(at + 1)}`}
            width={width}
            height={height}
            loading={at === 0 ? "eager" : "lazy"}
            fetchPriority={at === 0 ? "high" : "auto"}
            decoding="async"
            className={`${box} shrink-0 scroll-mt-16 snap-center`}
          />
        ))}
      </ScrollArea>
      <ul className="fades flex gap-2 overflow-x-auto p-2">
        {pictures.map(({ url }, at) => (
          <li key={url} className="shrink-0">
            <a
              href={`#picture-${at + 1}`}
              aria-label={words.show(at + 1)}
              className="block rounded-control border border-hairline -outline-offset-2 hover:border-control"
            >
              <img
                src={pictureAt(280, url)}
                alt=""
                width={64}
                height={64}
                loading="lazy"
                decoding="async"
                className="size-16 rounded-control bg-sunken object-contain"
              />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
