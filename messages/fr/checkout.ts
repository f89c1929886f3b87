import type { checkout as en } from "../en/checkout";
import type { Words } from "../words";

export const checkout: Words<typeof en> = {
  title: "Acheter chez {seller}",
  sheetTitle: "Achat",
  loading: "Un instant…",
  soldBy: "Vendu par {seller}",
  each: "{price} l’unité",

  what: "Article",
  where: "Coordonnées",
  how: "Paiement",

  variant: "Modèle",
  variantOption: "{values} · {price}",
  variantSoldOut: "{values} · épuisé",
  quantity: "Quantité",
  fewLeft: "{count, plural, one {Plus qu’un} other {Plus que #}}",
  email: "E-mail",
  emailHint: "Pour le reçu. Rien d’autre n’y est envoyé.",
  fullName: "Nom complet",
  line1: "Adresse",
  line2: "Appartement, étage (facultatif)",
  city: "Ville",
  stateNames: { state: "État", province: "Province", prefecture: "Préfecture" },
  chooseState: "Choisir…",
  postalCode: "Code postal",
  country: "Pays",
  delivery: "Livraison",
  standard: "Standard, au plus tard {day}",
  sameDay: "Aujourd’hui avant {time} à {city}",
  orderBy: "en commandant avant {time}",
  free: "offerte",
  toPayment: "Passer au paiement",
  change: "Modifier",

  summary: "Récapitulatif",
  line: "{quantity} × {title}",
  items: "Articles",
  deliveryFee: "Livraison",
  tax: "Taxes",
  taxNamed: "Taxes ({name} {rate})",
  taxNames: {
    VAT: "TVA",
    "Sales tax": "taxe de vente",
    GST: "TPS",
    HST: "TVH",
    PST: "TVP",
    QST: "TVQ",
    RST: "TVD",
    "Consumption tax": "taxe sur la consommation",
  },
  taxIncluded: "Dont {amount} de taxes ({name} {rate})",
  taxLater: "selon votre adresse",
  total: "Total",

  shipTo: "Livrer à",
  payWith: "Payer avec",
  payIn: "Payer en",
  payInInstead: "Payer plutôt en {currency} : {total}",
  card: "{brand} se terminant par {last4}",
  newCard: "Une autre carte",
  otherDetails: "Autre adresse ou autre carte",
  keep: "Garder mon adresse et ma carte pour la prochaine fois",
  keepHint: "Votre carte reste chez Stripe. Vous pouvez retirer les deux dans les réglages, à tout moment.",

  held: "Réservé pour vous : {time}",
  heldSpoken: "Votre commande est réservée jusqu’à {time}.",
  moreTime: "Plus de temps",
  holdEnded: "Les dix minutes sont écoulées : la réservation a pris fin. Rien n’a été débité.",
  holdAgain: "Réserver à nouveau",

  paying: "Paiement en cours…",
  placing: "Un instant…",
  asking: "Votre banque vous interroge…",
  cardNeedsScript:
    "Une nouvelle carte se saisit dans le formulaire de Stripe, qui a besoin de JavaScript. Votre commande reste réservée ; avec une carte enregistrée, vous pouvez payer sans.",
  cardFormFailed: "Le formulaire de carte n’a pas pu être chargé. Vérifiez votre connexion et réessayez.",
  loadingCard: "Chargement du formulaire de carte…",
  testPayments: "Paiements de test : aucun argent ne circule.",

  waitingTitle: "Votre paiement est en cours de confirmation",
  waiting:
    "Nous attendons la réponse de votre banque. Inutile de payer à nouveau ; vous pouvez fermer cette fenêtre : nous vous écrirons à {email}.",
  checkAgain: "Vérifier à nouveau",
  askedTitle: "La question de votre banque attend toujours",
  asked:
    "Rien n’a été débité. Répondez-y pour payer, ou payez autrement. Votre commande reste réservée pendant ce temps.",
  answerBank: "Répondre à ma banque",
  anotherWay: "Payer autrement",

  doneTitle: "C’est fait. Merci.",
  doneNumber: "Commande {number}",
  doneMail: "Le reçu part à l’adresse {email}.",
  doneArrives: "Livraison au plus tard le {day}.",
  doneArrivesToday: "Livraison aujourd’hui avant {time}.",
  doneCancel: "Vous pouvez annuler jusqu’à la préparation du colis par {seller}.",
  seeOrder: "Voir la commande",
  backToTimeline: "Retour au fil",

  seeItAt: "Voir sur {site}",
  soldOut: "Il n’en reste plus.",

  boughtJustNow: "Vous venez de l’acheter. En voulez-vous encore un ?",
  buyAnother: "Oui, encore un",
  totalChanged:
    "Le total a changé : il était de {before}, il est maintenant de {after}. Rien n’a été débité. Payez le nouveau total, ou fermez.",
  priceChanged:
    "Le prix a changé entre-temps : le total était de {before}, il est maintenant de {after}. Rien n’a été débité.",

  nothingCharged: "Rien n’a été débité.",

  refused: {
    "not-open": "La vente n’a pas encore commencé ici.",
    "not-rolled-out": "L’achat ne vous est pas encore ouvert ici.",
    "sales-ended": "Ce produit n’est plus vendu ici.",
    withdrawn: "Le vendeur a retiré ce produit de la vente.",
    "not-started": "La vente n’a pas encore commencé.",
    over: "Cette offre est terminée.",
    "at-merchant-site": "Ce produit se vend sur le site du vendeur.",
    "merchant-cannot-be-paid": "Ce vendeur ne peut pas recevoir de paiement pour le moment.",
    "price-not-fresh": "Le prix est en cours de vérification. Réessayez dans quelques minutes.",
    "sold-out": "Quelqu’un vient d’acheter le dernier.",
    "not-found": "Cet achat n’est plus ici. Rouvrez-le depuis le fil.",
    "too-many-units":
      "{units, plural, =0 {Vous en avez acheté autant qu’une personne le peut.} one {Vous pouvez en acheter un.} other {Vous pouvez en acheter # au plus.}}",
    "too-few-left":
      "{units, plural, =0 {Il n’en reste plus.} one {Il n’en reste qu’un.} other {Il n’en reste que #.}}",
    "many-nearby":
      "{units, plural, =0 {D’autres personnes sur votre réseau sont en train d’en acheter. Réessayez dans quelques minutes.} one {D’autres personnes sur votre réseau sont en train d’en acheter : vous pouvez en prendre un, ou plus dans quelques minutes.} other {D’autres personnes sur votre réseau sont en train d’en acheter : vous pouvez en prendre #, ou plus dans quelques minutes.}}",
    "address-needed": "Indiquez où l’envoyer.",
    "no-delivery":
      "{seller} ne livre pas à cette adresse de cette façon. Choisissez une autre livraison ou une autre adresse.",
    "payment-under-way": "Cette commande est en cours de paiement.",
    "bought-just-now": "Vous venez de l’acheter.",
    "already-paid": "Cette commande est payée.",
    "hold-ended": "La réservation a pris fin. Rien n’a été débité.",
    "price-changed": "Le prix a changé. Rien n’a été débité.",
  },

  problem: {
    missing: "À remplir.",
    "unknown-state": "Choisissez dans la liste.",
    "bad-postal-code": "Ce n’est pas un code postal du pays choisi.",
    "unknown-country": "Choisissez un pays.",
    "too-long": "Pas plus de 120 caractères.",
  },
  badEmail: "Écrivez une adresse e-mail comme nom@exemple.fr.",

  tooManyDeclines:
    "Trop de cartes ont été refusées. Réessayez dans {minutes, plural, one {# minute} other {# minutes}}.",
  declined: {
    generic:
      "Votre banque a refusé cette carte. Rien n’a été débité. Essayez-en une autre ou interrogez votre banque.",
    funds: "Il n’y a pas assez d’argent sur cette carte. Rien n’a été débité. Essayez-en une autre.",
    expired: "Cette carte a expiré. Rien n’a été débité. Essayez-en une autre.",
    cvc: "Le code de sécurité n’est pas le bon. Rien n’a été débité. Vérifiez les trois ou quatre chiffres et réessayez.",
    number: "Le numéro de carte n’est pas le bon. Rien n’a été débité. Vérifiez-le et réessayez.",
    lost: "Votre banque n’accepte plus cette carte. Rien n’a été débité. Essayez-en une autre.",
    processing: "La banque n’a pas pu être jointe. Rien n’a été débité. Réessayez dans un instant.",
    authentication:
      "Votre banque n’a pas confirmé que c’était bien vous. Rien n’a été débité. Réessayez ou utilisez une autre carte.",
    again: "Cela n’a pas fonctionné et rien n’a été débité. Choisissez comment payer et réessayez.",
    stopped: "Ce paiement a été arrêté. Rien n’a été débité. Choisissez comment payer.",
    small: "Ce total est trop petit pour un paiement par carte. Rien n’a été débité.",
    receiver: "L’argent ne peut pas parvenir à son destinataire pour le moment. Rien n’a été débité.",
    late: "Le paiement est arrivé après la fin de la réservation et il ne restait plus rien. La totalité vous est remboursée.",
  },
};
