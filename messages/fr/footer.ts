import type { Words } from "../words";
import type { footer as en } from "../en/footer";

export const footer: Words<typeof en> = {
  outbox: "Boîte d’envoi",
  operator: "Exploitation",
  demo: "Un monde de démonstration : aucun argent ne circule, aucun e-mail ne part.",
};
