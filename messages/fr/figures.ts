import type { Words } from "../words";
import type { figures as en } from "../en/figures";

export const figures: Words<typeof en> = {
  title: "Aperçu",
  toPack: "{count, plural, one {# commande à préparer} other {# commandes à préparer}}",
  period: "Période",
  days: "{days} jours",
  total: {
    seen: "Cartes vues",
    opened: "Ouvertes",
    bought: "Commandes",
    soldMinor: "Ventes",
    refundedMinor: "Remboursé",
  },
  ofSeen: "{share} des cartes vues",
  ofOpened: "{share} des ouvertures",
  ofSold: "{share} des ventes",
  salesByDay: "Ventes par jour",
  chart:
    "Ventes par jour en barres. La plus haute vaut {amount}, le {day}. Tous les chiffres sont dans le tableau ci-dessous.",
  noSales: "Rien n’a été vendu ces jours-là.",
  noSalesIn: "Rien n’a été vendu en {currency} ces jours-là.",
  chartIn:
    "Les barres montrent les ventes en {currency}. Les autres devises figurent dans le tableau, sans jamais s’y ajouter.",
  asTable: "La même chose en tableau",
  asFile: "Exporter en CSV",
  day: "Jour",
  byCard: "Par carte",
  card: "Carte",
  inTweet: "Dans la publication « {text} »",
  inShop: "Dans la boutique",
  sortedBy: "Trié par {column}. Appuyez sur un titre de colonne pour trier autrement.",
  noCards: "Pas encore de cartes",
  noProductsText: "Ajoutez d’abord un produit. Publiez-le ensuite : ce que devient sa carte sera compté ici.",
  noCardsText: "Publiez un produit : ce que devient sa carte sera compté ici.",
  firstPage: "Première page",
  nextPage: "Page suivante",
  about:
    "Une carte est comptée comme vue chaque fois qu’une page qui la contient est affichée. Les ventes comprennent taxes et livraison, au jour de la commande. Les jours sont ceux de {timeZone}. Compté jusqu’à il y a une minute.",
};
