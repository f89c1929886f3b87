import type { Words } from "../words";
import type { footer as en } from "../en/footer";

export const footer: Words<typeof en> = {
  outbox: "Boîte d’envoi",
  health: "État de marche",
  jobs: "Ce qui tourne tout seul",
  channels: "Programme et canaux",
  clock: "L’horloge",
  demo: "Un monde de démonstration : aucun argent ne circule, aucun e-mail ne part.",
};
