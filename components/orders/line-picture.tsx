import { pictureAt } from "@/domain/shops/picture-rules";

/** The picture of what was bought, as it was then and in its own shape; a quiet field where there was none. */
export function LinePicture({ url }: { url: string | undefined }) {
  const look = "block h-12 w-16 shrink-0 sm:h-15 sm:w-20";
  // The title stands beside it and says what it shows.
  return url ? (
    <span className={look}>
      <img
        src={pictureAt(280, url)}
        alt=""
        width={80}
        height={80}
        loading="lazy"
        decoding="async"
        className="h-auto max-h-full w-full rounded-control bg-sunken object-contain"
      />
    </span>
  ) : (
    <span aria-hidden="true" className={`${look} rounded-control bg-sunken`} />
  );
}
