/** The picture of what was bought, as it was then; a quiet square where there was none. */
export function LinePicture({ url }: { url: string | undefined }) {
  const look = "size-16 shrink-0 rounded-control bg-sunken sm:size-20";
  // The title stands beside it and says what it shows.
  return url ? (
    <img
      src={url}
      alt=""
      width={80}
      height={80}
      loading="lazy"
      decoding="async"
      className={`${look} object-contain`}
    />
  ) : (
    <span aria-hidden="true" className={look} />
  );
}
