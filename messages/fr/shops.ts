import type { Words } from "../words";
import type { shops as en } from "../en/shops";

export const shops: Words<typeof en> = {
  title: "Votre boutique",
  picture: {
    hint: "JPEG, PNG, WebP, AVIF ou GIF, 5 Mo au plus. Elle est recadrée en carré ou en 1,91:1, selon ce qui est le plus proche.",
    chosen: "L’image choisie",
    remove: "Retirer cette image",
    tooMany: "Trop d’images en une heure. Attendez un peu, puis envoyez-la de nouveau.",
    refused: {
      "not-a-picture":
        "Ce n’est pas une image que l’on puisse afficher, ou elle est abîmée. Choisissez un JPEG, PNG, WebP, AVIF ou GIF.",
      "too-large":
        "Cette image dépasse 5 Mo. Choisissez-en une plus légère, ou enregistrez-la dans une qualité moindre.",
      "too-many-pixels":
        "Cette image dépasse 50 mégapixels. Enregistrez-la en plus petit, puis envoyez-la de nouveau.",
      "too-small": "Cette image est trop petite : il faut au moins 100 pixels de chaque côté.",
      "not-found": "Vous ne pouvez pas ajouter d’image à cette boutique.",
    },
  },
};
