import type { Words } from "../words";
import type { operator as en } from "../en/operator";

export const operator: Words<typeof en> = {
  jobs: {
    title: "Ce qui tourne tout seul",
    someGivenUp:
      "{count, plural, one {Une tâche a été abandonnée} other {# tâches ont été abandonnées}} : sans vous, rien ne sera plus tenté.",
    waiting: "En attente",
    givenUp: "Abandonné",
    noneGivenUp: "Rien n’a été abandonné.",
    failing: "En échec, nouvel essai à venir",
    noneFailing: "Rien n’est en échec.",
    inHand: "En cours",
    noneInHand: "Rien n’est en cours en ce moment.",
    givenUpAt: "Abandonné après {tries, plural, one {# essai} other {# essais}}, {time}",
    heldBy: "Pris par {process} jusqu’au {time}",
    nextTry:
      "{tries, plural, =0 {En attente} one {# essai manqué} other {# essais manqués}}, prochain essai après le {time}",
    tryAgain: "Réessayer",
    tryThisAgain: "Réessayer : {subject}",
    kinds: {
      mail: "E-mails à envoyer",
      "stripe-event": "Événements de Stripe à traiter",
      payment: "Paiements dont l’issue n’est pas connue",
      refund: "Remboursements à effectuer",
      hold: "Réservations à libérer",
      gift: "Dons abandonnés à clore",
      "monthly-gift": "Dons mensuels à vérifier",
      "lost-dispute": "Argent de litiges perdus à reprendre",
      job: "Tâches périodiques",
    },
  },
};
