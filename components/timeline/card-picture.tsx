// The picture of a card: whole, in a box of 1.91:1, never cut through what it shows.
// Where it leaves room at its sides, a copy continues its edges, softened until nothing is to be made out in it.
import { pictureAt, pictureSet } from "@/domain/shops/picture-rules";

type CardPictureProps = {
  picture: { url: string; alt: string };
  isQuiet?: boolean;
  /** It is in view when the page opens: nothing is gained by waiting. */
  isEarly?: boolean;
};

export function CardPicture({ picture, isQuiet = false, isEarly = false }: CardPictureProps) {
  const common = {
    src: pictureAt(1200, picture.url),
    srcSet: pictureSet(picture.url),
    // What most of them, four by three, take of the window.
    sizes: "(min-width: 640px) 460px, 52vw",
    loading: isEarly ? "eager" : "lazy",
    fetchPriority: isEarly ? "high" : "auto",
    decoding: "async",
  } as const;
  return (
    <div
      className={`relative aspect-[1.91] overflow-hidden bg-sunken ${isQuiet ? "opacity-70 saturate-50" : ""}`}
    >
      <img
        {...common}
        alt=""
        width={120}
        height={63}
        className="absolute -inset-24 h-[calc(100%+12rem)] w-[calc(100%+12rem)] max-w-none object-cover blur-3xl"
      />
      <img
        {...common}
        alt={picture.alt}
        width={1200}
        height={628}
        className="absolute inset-0 m-auto h-full w-auto max-w-full object-contain mask-x-from-90%"
      />
    </div>
  );
}
