import type { Words } from "../words";
import type { listings as en } from "../en/listings";

export const listings: Words<typeof en> = {
  title: "Offres",
};
