import type { Words } from "../words";
import type { mail as en } from "../en/mail";

export const mail: Words<typeof en> = {
  hello: "Bonjour {name},",
  line: "{label} : {value}",
  footer: "Merle, un fil d’actualité où l’on peut acheter.",
  linkHint: "Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :",
  confirmEmail: {
    subject: "Confirmez votre e-mail",
    text: "Bienvenue sur Merle. Confirmez que cette adresse est la vôtre : elle vous servira à retrouver votre compte.",
    button: "Confirmer mon e-mail",
    notYou: "Vous n’avez pas ouvert de compte ici ? Laissez ce message : il ne donne accès à personne.",
  },
  addressAlreadyKnown: {
    subject: "Quelqu’un a ouvert un compte avec votre e-mail",
    text: "Quelqu’un vient d’ouvrir un compte avec votre e-mail, qui a déjà un compte ici. Si c’était vous, connectez-vous à celui que vous avez.",
    button: "Se connecter",
    reset: "Changer de mot de passe",
    notYou: "Si ce n’était pas vous, il n’y a rien à faire : votre compte n’a pas changé.",
  },
  resetPassword: {
    subject: "Choisissez un nouveau mot de passe",
    text: "Avec ce lien, vous choisissez un nouveau mot de passe. Il sert une fois, pendant une heure.",
    button: "Choisir un nouveau mot de passe",
    notYou: "Vous n’avez rien demandé ? Laissez ce message : votre mot de passe reste le même.",
  },
  shopInvitation: {
    subject: "Rejoignez {shop} sur Merle",
    text: "{name} vous invite à rejoindre l’équipe de {shop}, {role}.",
    roles: {
      owner: "comme propriétaire",
      manager: "comme responsable",
      fulfilment: "pour préparer et expédier les commandes",
      support: "pour répondre aux clients",
      analyst: "pour suivre ses chiffres",
    },
    button: "Voir l’invitation",
    until: "Le lien sert une fois, jusqu’au {day}.",
    notYou: "Vous ne connaissez pas cette boutique ? Laissez ce message de côté : rien ne se passera.",
  },
  orderPaid: {
    subject: "Votre commande {number} chez {seller}",
    text: "Merci. Votre commande {number} est payée, et {seller} la prépare.",
    line: "{quantity, number} × {title}",
    delivery: "Livraison",
    taxIncluded: "dont {tax}",
    total: "Total",
    arrives: "Chez vous d’ici le {date}",
    arrivesSameDay: "Chez vous aujourd’hui, {date}",
    shipTo: "À",
    button: "Voir votre commande",
    claim: "Vous avez acheté sans compte. Ce lien ajoute la commande à un compte :",
    claimLink: "Ajouter la commande à mon compte",
    help: "Une question ? Écrivez à {email}.",
  },
  orderCancelled: {
    subject: "Votre commande {number} est annulée",
    text: "Votre commande {number} chez {seller} est annulée. {total} reviennent sur la carte avec laquelle vous avez payé ; votre banque l’affiche sous 5 à 10 jours.",
    button: "Voir votre commande",
  },
  orderShipped: {
    subject: "La commande {number} est en route",
    text: "{seller} a remis votre commande {number} à {carrier}.",
    number: "Son numéro de suivi : {trackingNumber}",
    follow: "La suivre chez {carrier}",
    button: "Voir votre commande",
  },
  orderDelivered: {
    subject: "La commande {number} est arrivée",
    text: "Votre commande {number} chez {seller} a été livrée.",
    button: "Voir votre commande",
    help: "Quelque chose ne va pas ? Écrivez à {email}.",
  },
  orderRefunded: {
    subject: "{amount} vous reviennent",
    text: "{amount} de votre commande {number} chez {seller} reviennent sur la carte avec laquelle vous avez payé. Votre banque l’affiche sous 5 à 10 jours.",
    button: "Voir votre commande",
  },
  orderTooLate: {
    subject: "Votre paiement est arrivé trop tard et vous revient",
    text: "Votre paiement de {total} pour « {title} » chez {seller} est arrivé après le temps pendant lequel l’article vous était réservé, et il n’en restait plus. La somme entière revient sur la carte avec laquelle vous avez payé ; votre banque l’affiche sous 5 à 10 jours.",
  },
  disputeOpened: {
    subject: "Un paiement de {amount} est contesté",
    subjectInquiry: "Une banque s’interroge sur un paiement de {amount}",
    text: "La banque de la personne qui a payé {purpose, select, donation {le don {number} à} other {la commande {number} chez}} {seller} a repris {amount}. Tant qu’elle n’a pas tranché, rien de ce paiement ne peut être remboursé.",
    textInquiry:
      "La banque de la personne qui a payé {purpose, select, donation {le don {number} à} other {la commande {number} chez}} {seller} s’interroge sur {amount}. Rien n’a été prélevé, et rien ne le sera si le paiement est remboursé maintenant.",
    answerBy:
      "La banque écoute jusqu’au {date}. Ce qui aide : ce qui a été acheté, quand et où cela a été envoyé, ce qui s’est écrit. L’opérateur le transmet dans le tableau de bord de Stripe.",
  },
  disputeClosed: {
    subject: {
      won: "La contestation de {amount} est gagnée",
      lost: "La contestation de {amount} est perdue",
      "inquiry-closed": "La question de la banque sur {amount} est réglée",
    },
    text: {
      won: "La banque a donné raison à {seller} pour {purpose, select, donation {le don} other {la commande}} {number}. {amount} sont revenus, et tout est de nouveau comme avant.",
      lost: "La banque a donné raison à la personne qui a payé {purpose, select, donation {le don} other {la commande}} {number}. Les {amount} repris à {seller} lui restent.",
      "inquiry-closed":
        "La banque n’a plus de question sur {purpose, select, donation {le don {number} à} other {la commande {number} chez}} {seller}. Rien n’a été prélevé.",
    },
    takenFrom: {
      account:
        "Cet argent était arrivé sur le compte Stripe de {seller} : {amount} y sont repris maintenant. Si le compte ne suffit pas, Stripe retient le reste sur les prochains paiements qu’il reçoit.",
      owed: "{amount} sont déduits de ce que Merle doit à {seller}.",
    },
  },
  donationReceipt: {
    subject: "Reçu {number} pour votre don à {charity}",
    text: "Merci pour votre don à {charity}. Voici votre reçu.",
    number: "Reçu",
    date: "Date",
    charity: "Association",
    cause: "Cause",
    gift: "Don",
    coveredFee: "Frais que vous avez pris en charge",
    total: "Total",
    donor: "De la part de",
    anonymous: "Anonyme : {charity} n’apprend pas votre nom",
    inReturn: "Aucun bien ni service n’a été reçu en échange de ce don.",
    button: "Voir votre don",
    claim: "Vous avez donné sans compte. Ce lien ajoute le don à un compte :",
    claimLink: "Ajouter le don à mon compte",
    monthly:
      "Vous faites ce don chaque mois. Ce lien permet de l’arrêter, de le suspendre ou de le modifier, sans vous connecter :",
    monthlyLink: "Mon don mensuel",
  },
  monthNeedsBank: {
    subject: "Votre banque souhaite vous interroger sur votre don à {charity}",
    text: "C’est le moment de votre don mensuel de {amount} à {charity} ({cause}). Votre banque veut s’assurer que c’est bien vous avant de payer. Rien n’a été débité ; un clic vous mène à sa question.",
    button: "Répondre à ma banque",
    orStop:
      "Le même lien permet aussi de suspendre ou d’arrêter votre don. Si vous ne faites rien, il ne se passe rien.",
  },
  monthDeclined: {
    subject: "Votre don à {charity} n’a pas pu être prélevé ce mois-ci",
    text: "Nous n’avons pas pu prélever votre don mensuel de {amount} à {charity} ({cause}) : votre banque ne l’a pas accepté. Cela arrive, par exemple quand une carte a expiré. Rien n’a été débité.",
    nextTry: "Un nouvel essai aura lieu avec la même carte le {date} ; vous n’avez rien à faire.",
    button: "Payer avec une autre carte",
    orStop: "Le même lien permet aussi de donner moins, de suspendre votre don ou de l’arrêter.",
  },
  monthlyGiftEnded: {
    subject: "Votre don mensuel à {charity} a pris fin",
    text: "Votre don mensuel à {charity} ({cause}) n’a pas pu être prélevé pendant plusieurs semaines : il a donc pris fin. Rien de plus ne sera débité. Merci pour tout ce que vous avez donné.",
    button: "Donner à nouveau",
  },
  archiveReady: {
    subject: "L’archive de {shop} est prête",
    text: "Tout ce que vous avez demandé sur {shop} est maintenant dans un seul fichier. Il contient des adresses de clients : gardez-le là où personne d’autre ne peut le lire.",
    button: "Télécharger l’archive",
    until: "Les propriétaires et responsables connectés peuvent la télécharger jusqu’au {day}.",
  },
  channelEnd: {
    subject: {
      announced: "{channel} prend fin : {shop} y vend jusqu’au {day}",
      corrected: "Nouvelles dates pour la fin de {channel}",
      cancelled: "{channel} continue : la fin est annulée",
      "reminder-30": "{channel} prend fin pour {shop} : les ventes s’arrêtent le {day}",
      "reminder-7": "Bientôt : les ventes par {channel} s’arrêtent le {day}",
      "reminder-1": "Dernier jour de vente par {channel}",
      "sales-ended": "Les ventes par {channel} sont terminées",
      closed: "{channel} est fermé",
    },
    opening: {
      announced:
        "{whose, select, programme {{channel} prend fin sur Merle, sur tous les canaux.} connection {La connexion de {shop} à {channel} prend fin, comme votre équipe l’a décidé.} other {Le canal {channel} prend fin sur Merle.}} Rien ne change aujourd’hui : {shop} continue à vendre jusqu’à la date ci-dessous.",
      corrected:
        "Les dates de fin de {channel} ont changé. Celles qui suivent font foi désormais ; oubliez celles d’un message précédent.",
      cancelled:
        "La fin de {channel} est annulée. Rien ne s’arrête, vous n’avez rien à faire, et les messages précédents à ce sujet ne comptent plus.",
      "reminder-30": "{channel} prend fin. {shop} y vend jusqu’à la date ci-dessous.",
      "reminder-7": "Dans quelques jours, plus rien ne pourra être acheté par {channel}.",
      "reminder-1": "À partir du {day}, plus rien ne pourra être acheté par {channel}.",
      "sales-ended":
        "Plus rien ne peut être acheté par {channel}. Vos cartes restent en place et mènent à votre propre boutique. Ce qui a été acheté avant est maintenant expédié et, s’il le faut, remboursé.",
      closed:
        "{channel} est fermé pour {shop}. Les commandes, les produits et les chiffres restent dans le tableau de bord, d’où tout peut être emporté en un seul fichier.",
    },
    numbers: "Chez {shop} en ce moment",
    liveListings: "Offres en ligne",
    openOrders: "Commandes à expédier",
    refundableOrders: "Commandes remboursables",
    more: "plus de {count}",
    todo: {
      selling:
        "À faire : ne rien publier de nouveau après la première date, expédier ce qui a été acheté, et vérifier que le lien de chaque offre mène à votre propre boutique.",
      winding:
        "À faire : expédier les commandes en cours et régler les remboursements avant les dates ci-dessus.",
    },
    button: "Voir dans le tableau de bord",
    help: "Ce qui se passe et quand, pour vous et pour vos clients :",
    helpLink: "La fin de {channel} en détail",
    donate: "Les dons ne sont pas concernés : ils continuent.",
  },
};
