import type { Words } from "../words";
import type { common as en } from "../en/common";

export const common: Words<typeof en> = {
  appName: "Merle",
  tagline: "Un fil d’actualité où l’on peut acheter",
  skipToContent: "Aller au contenu",
  close: "Fermer",
  back: "Retour",
  retry: "Réessayer",
};
