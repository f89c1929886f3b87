import type { Words } from "../words";
import type { channels as en } from "../en/channels";

export const channels: Words<typeof en> = {
  title: "Canaux",

  dates: {
    lastNewListingAt: "Plus de nouvelles annonces à partir du",
    salesEndAt: "Plus de ventes à partir du",
    fulfilByAt: "Expédier les commandes avant le",
    refundsUntilAt: "Remboursements jusqu’au",
    closesAt: "Fermeture le",
  },
};
