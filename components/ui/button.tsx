// Four looks, for buttons and for links alike. The accent belongs to the one thing on a screen that buys or gives.
import type { ComponentProps } from "react";

const looks = {
  primary: "bg-accent text-accent-ink font-semibold hover:bg-accent-strong forced-colors:border",
  strong: "bg-ink text-paper font-semibold hover:opacity-90 forced-colors:border",
  quiet: "border border-control text-ink font-semibold hover:bg-sunken",
  danger: "border border-control text-bad font-semibold hover:bg-bad-wash",
};

export type ButtonLook = keyof typeof looks;

/** The classes of a button, for a link that looks like one. */
export function buttonLook(look: ButtonLook = "quiet", className = ""): string {
  return `inline-flex min-h-touch items-center justify-center gap-2 rounded-control px-4 py-1 text-center text-body transition-colors active:translate-y-px disabled:pointer-events-none disabled:opacity-60 ${looks[look]} ${className}`;
}

export function Button({
  look,
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { look?: ButtonLook }) {
  return <button type={type} className={buttonLook(look, className)} {...rest} />;
}
