// One set of icons, drawn for Merle on a 24 px grid with a stroke of 1.75. The shapes stand once in a file that the
// browser keeps (icons.svg), so that an icon costs two elements and no paths.
import shapes from "./icons.svg";

export const iconNames = [
  "home",
  "orders",
  "gift",
  "shop",
  "person",
  "settings",
  "compose",
  "reply",
  "retweet",
  "like",
  "check",
  "verified",
  "close",
  "back",
  "down",
  "out",
  "truck",
  "remove",
  "globe",
  "bold",
  "italic",
  "heading",
  "list",
  "numbers",
  "link",
] as const;

export type IconName = (typeof iconNames)[number];

type IconProps = {
  name: IconName;
  /** What it stands for; without it, it is an ornament. */
  label?: string | undefined;
  className?: string | undefined;
};

export function Icon({ name, label, className = "size-5" }: IconProps) {
  return (
    <svg
      className={`icon ${className}`}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      <use href={shapeOf(name)} />
    </svg>
  );
}

/** The address of a shape in the file of shapes. */
export const shapeOf = (name: IconName | "mark" | "beak"): string => `${shapes.src}#${name}`;
