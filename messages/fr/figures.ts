import type { Words } from "../words";
import type { figures as en } from "../en/figures";

export const figures: Words<typeof en> = {
  title: "Aperçu",
};
