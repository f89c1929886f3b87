// The place that MEDIA_URL names, for the whole process.
import type { Media, MediaStore } from "@/domain/shops/media-store";
import { env } from "@/env";
import { drawPicture } from "../pictures";
import { bucketStore } from "./bucket";
import { folderStore } from "./folder";

let files: MediaStore | undefined;

export function media(): Media {
  files ??= env.media.kind === "bucket" ? bucketStore(env.media) : folderStore(env.media.folder);
  return { files, drawPicture };
}
