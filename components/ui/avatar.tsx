// The picture of an account, or the first letters of its name.

type AvatarProps = { name: string; url: string | null; size?: "small" | "medium" | "large" };

const sizes = {
  small: { pixels: 24, box: "size-6 text-small" },
  medium: { pixels: 44, box: "size-11 text-body" },
  large: { pixels: 96, box: "size-24 text-headline" },
};

export function Avatar({ name, url, size = "medium" }: AvatarProps) {
  const { pixels, box } = sizes[size];
  const look = `${box} shrink-0 rounded-full bg-sunken`;
  // Beside every avatar stands the name, so the picture says nothing more.
  if (url)
    return (
      <img
        src={url}
        alt=""
        width={pixels}
        height={pixels}
        loading="lazy"
        decoding="async"
        className={`${look} object-cover`}
      />
    );
  return (
    <span aria-hidden="true" className={`${look} grid place-items-center font-semibold text-ink-soft`}>
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s&-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => /^./u.exec(word ?? "")?.[0].toUpperCase() ?? "").join("");
}
