import type { KeepPictureRefusal } from "@/domain/shops/keep-picture";

export const shops = {
  title: "Your shop",
  picture: {
    hint: "JPEG, PNG, WebP, AVIF or GIF, at most 5 MB. It is cropped to a square or to 1.91:1, whichever is nearer.",
    chosen: "The picture that is chosen",
    remove: "Remove this picture",
    tooMany: "Too many pictures in one hour. Wait a while, then send it again.",
    refused: {
      "not-a-picture":
        "This is not a picture that can be shown, or it is damaged. Choose a JPEG, PNG, WebP, AVIF or GIF.",
      "too-large": "This picture has more than 5 MB. Choose a smaller one, or save it with less quality.",
      "too-many-pixels": "This picture has more than 50 megapixels. Save it smaller, then send it again.",
      "too-small": "This picture is too small: it needs at least 100 pixels on each side.",
      "not-found": "You cannot add pictures to this shop.",
    } satisfies Record<KeepPictureRefusal, string>,
  },
} as const;
