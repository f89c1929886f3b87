import type { Words } from "../words";
import type { buttons as en } from "../en/buttons";

export const buttons: Words<typeof en> = { buyNow: "Acheter", donate: "Faire un don" };
