import type { Words } from "../words";
import type { channels as en } from "../en/channels";

export const channels: Words<typeof en> = {
  title: "Canaux",
};
