import type { Words } from "../words";
import type { outbox as en } from "../en/outbox";

export const outbox: Words<typeof en> = {
  title: "Boîte d’envoi",
  about:
    "Les e-mails qu’un vrai Merle aurait envoyés. Dans ce monde de démonstration, rien ne sort de la maison, et chaque visiteur les voit tous.",
  empty: "Aucun e-mail pour l’instant",
  emptyText: "Inscrivez-vous, achetez ou donnez : il apparaîtra ici.",
  to: "À {address}",
  text: "En texte seul",
  html: "L’e-mail en HTML",
  back: "Retour à la boîte d’envoi",
};
