import type { Words } from "../words";
import type { clock as en } from "../en/clock";

export const clock: Words<typeof en> = {
  title: "L’horloge",
};
