import type { Words } from "../words";
import type { failed as en } from "../en/failed";

export const failed: Words<typeof en> = {
  title: "Cela n’a pas fonctionné",
  text: "L’erreur vient de nous, pas de vous. Réessayez dans un instant. Si vous étiez en train de payer, regardez d’abord dans vos achats ou vos dons : ce qui a abouti y figure.",
  reference: "Si vous nous écrivez, donnez-nous cette référence :",
  retry: "Réessayer",
  orders: "Achats",
  donations: "Dons",
  home: "Accueil",
};
