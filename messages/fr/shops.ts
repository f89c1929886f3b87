import type { Words } from "../words";
import type { shops as en } from "../en/shops";

export const shops: Words<typeof en> = {
  title: "Votre boutique",
};
