/** The classes of what can be done with a tweet, for its buttons and links alike. */
export const actLook =
  "-mx-2 inline-flex min-h-touch min-w-touch items-center gap-1.5 rounded-full px-2 text-small tabular-nums";
