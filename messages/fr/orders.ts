import type { orders as en } from "../en/orders";
import type { Words } from "../words";

export const orders: Words<typeof en> = {
  title: "Achats",
  empty: "Aucun achat pour l’instant",
  emptyText: "Ce que vous achetez depuis le fil est gardé ici, avec son reçu et son suivi.",
  emptyGuest:
    "Vous avez acheté sans compte ? L’e-mail contenant votre reçu comporte un lien qui affiche la commande ici ou l’ajoute à un compte.",
  showMore: "Afficher la suite",
  units: "{count, plural, one {# article} other {# articles}}",
  soldBy: "chez {seller}",

  order: "Commande {number}",
  unpaidOrder: "Commande non payée",
  back: "Tous les achats",
  placedOn: "Commandé le {day}",

  status: {
    pending: "Pas encore payée",
    paid: "Payée",
    packing: "En préparation",
    shipped: "En route",
    delivered: "Livrée",
    expired: "Sans suite",
    cancelled: "Annulée",
    refunded: "Remboursée",
    disputed: "Contestée",
    returned: "Renvoyée",
    withdrawn: "Rétractée",
  },

  thanks: "C’est fait. Merci. Le reçu part à l’adresse {email}.",
  cancelledNow: "Votre commande est annulée. {amount} sont en route vers votre carte.",
  refundTrouble: {
    "looked-into":
      "Votre remboursement n’est pas encore arrivé sur votre carte. L’argent est en sécurité : Merle est au courant et s’en occupe. Vous n’avez rien à faire.",
    "with-the-bank":
      "Votre banque a elle-même repris ce paiement et garde l’argent le temps de l’examiner. C’est pourquoi nous n’avons pas envoyé de remboursement en plus. Vous n’avez rien à faire ici ; votre banque vous écrira.",
  },
  refundsOver:
    "Depuis le {day}, {seller} ne peut plus rembourser par Merle, car le canal par lequel ceci a été vendu a pris fin. Vos droits restent les mêmes : écrivez à {seller}, {email}.",
  finishPaying: "Terminer le paiement",
  unpaidHeld: "Cette commande n’est pas encore payée. Elle vous est réservée jusqu’à {time}.",
  confirming:
    "Votre paiement est en cours de confirmation. Inutile de payer à nouveau : cette page se met à jour d’elle-même, et nous vous écrirons à {email}.",
  bankAsks: "Votre banque vous demande de confirmer ce paiement. Rien n’a encore été débité.",
  lookAgain: "Vérifier à nouveau",

  what: "Votre commande",
  quantity: "{quantity} × {price}",
  amounts: "Montants",
  refunded: "Remboursé",
  arrives: "Livraison",
  arrivesBy: "Au plus tard le {day}",
  arrivesToday: "Le {day}, avant {time}",
  sentWith: "Remise à {carrier}.",
  follow: "Suivre {number}",
  address: "Adresse",
  seller: "Votre interlocuteur",
  sellerText: "{seller} vend, prépare et expédie votre commande, et répond à vos questions.",
  write: "Écrire à {email}",
  returns: "Si vous changez d’avis",
  history: "Suivi",
  next: "Ensuite :",

  by: {
    shopper: "vous",
    merchant: "le vendeur",
    stripe: "Stripe",
    schedule: "automatique",
    operator: "Merle",
  },
  event: {
    placed: "Commande passée",
    "payment-declined": "La banque a refusé une carte ; rien n’a été débité",
    paid: "Payée",
    packing: "Préparation commencée",
    shipped: "Remise au transporteur",
    delivered: "Livrée",
    expired: "Réservation terminée sans paiement ; rien n’a été débité",
    cancelled: "Annulée",
    "refund-started": "Remboursement de {amount} lancé",
    refunded: "{amount} remboursés",
    "refund-failed": "Le remboursement de {amount} n’a pas abouti",
    disputed: "{amount} contestés auprès de la banque",
    "dispute-won": "La banque a donné raison au vendeur pour {amount}",
    "dispute-lost": "La banque vous a donné raison pour {amount}",
    claimed: "Ajoutée à un compte",
  },
  nextStep: {
    pending: "Le paiement. Rien n’est débité avant.",
    paid: "{seller} la prépare. Vous pouvez annuler jusque-là.",
    packing: "Elle est remise au transporteur.",
    shipped: "Elle arrive.",
    "looked-into": "Merle renvoie l’argent par une autre voie. Vous n’avez rien à faire.",
    "with-the-bank": "Votre banque se prononce sur l’argent.",
    refunding: "L’argent arrive sur votre carte, le plus souvent sous 5 à 10 jours, selon votre banque.",
  },

  print: "Imprimer le reçu",
  cancelLink: "Annuler cette commande",
  cancelTitle: "Annuler cette commande ?",
  cancelText:
    "La commande {number} chez {seller} est annulée aussitôt, et la totalité, {amount}, retourne sur la carte qui a payé. C’est définitif.",
  cancelSubmit: "Annuler et être remboursé de {amount}",
  keepIt: "Garder la commande",
  backToOrder: "Revenir à la commande",
  cannotCancel:
    "Cette commande ne peut plus être annulée : {status}. Écrivez à {seller} ({email}), qui peut encore vous aider.",
  cancelRefused: {
    "not-found": "Cette commande n’est pas ici.",
    "too-late":
      "Il est trop tard pour annuler : la préparation a commencé, ou la commande est close. Écrivez au vendeur.",
    refunded: "La totalité vous est déjà remboursée. Il n’y a plus rien à annuler.",
    disputed:
      "Votre banque détient l’argent pendant qu’elle examine cette commande ; il ne peut donc pas être remboursé d’ici.",
  },

  claim: {
    title: "Est-ce à vous ?",
    order: "Commande {number} chez {seller}, {total}",
    donation: "Don {number} à {seller}, {total}",
    account:
      "Vous le retrouverez désormais dans votre compte, sur tous vos appareils. Le lien cessera de fonctionner.",
    browser:
      "Vous le retrouverez dans ce navigateur. Le lien reste valable : vous pourrez l’ajouter à un compte plus tard.",
    addToAccount: "L’ajouter à mon compte",
    showHere: "L’afficher dans ce navigateur",
    useAccount: "Pour le retrouver sur tous vos appareils, ajoutez-le à un compte.",
    goneTitle: "Ce lien ne fonctionne pas",
    toOrders: "Voir vos achats",
    refused: {
      "link-gone":
        "Le lien a déjà servi, est trop ancien, ou il y manque une lettre. Rouvrez-le depuis l’e-mail contenant votre reçu.",
      "already-claimed": "Ceci appartient déjà à un compte. Connectez-vous à ce compte pour le voir.",
    },
  },
};
