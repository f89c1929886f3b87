import type { Words } from "../words";
import type { channels as en } from "../en/channels";

export const channels: Words<typeof en> = {
  title: "Canaux",
  back: "Tous les canaux",
  phase: {
    "not-open": "Pas encore ouvert",
    "rolling-out": "Ouverture progressive",
    selling: "Ouvert",
    ending: "Prend fin",
    "winding-down": "Fermeture en cours",
    closed: "Fermé",
  },
  dates: {
    opensAt: "Ouverture",
    openToAllAt: "Ouvert à tous",
    endAnnouncedAt: "Fin annoncée",
    lastNewListingAt: "Fin des nouvelles offres le",
    salesEndAt: "Fin des ventes le",
    fulfilByAt: "Expédier les commandes avant le",
    refundsUntilAt: "Remboursements jusqu’au",
    closesAt: "Fermeture",
  },
  datesPast: {
    opensAt: "Ouvert le",
    openToAllAt: "Ouvert à tous le",
    endAnnouncedAt: "Fin annoncée le",
    lastNewListingAt: "Nouvelles offres terminées le",
    salesEndAt: "Ventes terminées le",
    fulfilByAt: "Commandes à expédier avant le",
    refundsUntilAt: "Remboursements terminés le",
    closesAt: "Fermé le",
  },
  timeline: "Dates",
  noEnd: "Aucune fin n’a été annoncée.",
  zone: "Un jour s’entend dès son début, à minuit ({zone}).",
  numbers: {
    shops: "{count, plural, one {# boutique} other {# boutiques}}",
    liveListings:
      "{count, plural, =1001 {plus de 1 000 offres en ligne} one {# offre en ligne} other {# offres en ligne}}",
    openOrders:
      "{count, plural, =1001 {plus de 1 000 commandes à expédier} one {# commande à expédier} other {# commandes à expédier}}",
    refundableOrders:
      "{count, plural, =1001 {plus de 1 000 commandes remboursables} one {# commande remboursable} other {# commandes remboursables}}",
  },

  shop: {
    intro: "D’où {shop} peut vendre. Chaque canal a ses dates et ses conditions.",
    yours: "Connectés",
    yoursNone: "{shop} n’est encore connecté à aucun canal. Choisissez-en un ci-dessous.",
    others: "Autres canaux",
    othersNone: "Il n’y en a pas d’autres.",
    since: "Connecté depuis le {day}",
    noSalesFrom: "Fin des ventes le {day}",
    opensOn: "Ouverture le {day}",
    closedOn: "Fermé le {day}",
    now: "{shop} ici, en ce moment",
    terms: "Conditions",
    help: "Ce qui se passe quand un canal prend fin, pour les clients aussi",
    connectTitle: "Connecter {shop}",
    connectText: "Dès lors, vous pouvez publier des offres sur {channel}.",
    agree: "Nous avons lu les conditions ci-dessus et nous les acceptons",
    agreeMissing: "Cochez la case pour accepter les conditions.",
    connect: "Connecter",
    connectAgain: "Connecter à nouveau",
    connectAgainText:
      "La connexion avait pris fin. Si elle reprend, les offres qui n’ont jamais été retirées peuvent de nouveau être achetées.",
    connected: "{shop} est connecté à {channel}.",
    cannotConnect: {
      "not-open": "{channel} ouvre le {day}. Vous pourrez alors vous connecter.",
      ending: "La fin de {channel} a été annoncée : aucune boutique ne peut plus s’y connecter.",
    },
    onlyHeads: "Les propriétaires et responsables de {shop} peuvent connecter et mettre fin.",
    endTitle: "Mettre fin à la connexion",
    endText:
      "Cessez de vendre par {channel} le jour de votre choix. Vous voyez d’abord ce que cela change ; rien ne se passe avant votre confirmation.",
    endBegin: "Choisir les dates",
    refused: {
      "not-found": "Ce canal n’est pas ici.",
      "not-open": "Ce canal n’est pas encore ouvert.",
      ending: "La fin de ce canal a été annoncée : aucune boutique ne peut plus s’y connecter.",
      "already-connected": "La boutique est déjà connectée.",
    },
  },

  end: {
    announceTitle: "Annoncer la fin de {name}",
    ownTitle: "Mettre fin à la connexion à {name}",
    changeTitle: "Changer les dates de {name}",
    intro:
      "Donnez un jour à chaque étape. Plusieurs étapes peuvent tomber le même jour ; une étape laissée vide vient avec la suivante. Vous voyez d’abord ce que cela change.",
    hints: {
      lastNewListingAt: "Facultatif : sinon, les nouvelles offres s’arrêtent avec les ventes.",
      salesEndAt:
        "Acheter s’arrête partout à la même seconde. Les paiements déjà commencés peuvent être terminés.",
      fulfilByAt: "Facultatif : sinon, avant le dernier jour des remboursements.",
      refundsUntilAt: "Facultatif : sinon, jusqu’à la fermeture.",
      closesAt: "Dès lors, le canal est terminé pour les boutiques aussi.",
    },
    preview: "Voir ce que cela change",
    meaningTitle: "Ce que cela change",
    changeAgain: "Choisir d’autres jours",
    touches:
      "{shops, plural, =0 {Aucune boutique n’est concernée.} one {Une boutique est concernée.} other {# boutiques sont concernées.}} {people, plural, =0 {Personne n’est prévenu.} one {Une personne est prévenue.} other {# personnes sont prévenues.}}",
    shopsTitle: "Les boutiques et leurs chiffres en ce moment",
    shop: "Boutique",
    liveListings: "Offres en ligne",
    openOrders: "À expédier",
    refundableOrders: "Remboursables",
    told: "Prévenus",
    others: "{count, plural, one {Et une autre boutique.} other {Et # autres boutiques.}}",
    moreThan: "{count}+",
    whenTitle: "Ce qui est envoyé, et quand",
    at: "{day} : {what}",
    atOnce: "Tout de suite : {what}",
    notice: {
      announced: "l’annonce",
      corrected: "les nouvelles dates",
      cancelled: "l’annulation de la fin",
      "reminder-30": "un rappel, 30 jours avant",
      "reminder-7": "un rappel, 7 jours avant",
      "reminder-1": "un rappel, la veille",
      "sales-ended": "la fin des ventes",
      closed: "la fermeture",
    },
    mailTitle: "Le message, tel que {shop} le reçoit",
    announce: "Annoncer la fin",
    endOwn: "Mettre fin à la connexion à ces dates",
    change: "Changer les dates et prévenir tout le monde",
    announced: "La fin est annoncée. Toutes les personnes concernées sont prévenues.",
    changed: "Les dates ont changé. Toutes les personnes qui connaissaient les anciennes sont prévenues.",
    cancelled: "La fin est annulée. Toutes les personnes qui en avaient entendu parler sont prévenues.",
    changeSection: "Changer ou annuler la fin",
    changeText: "Toutes les personnes qui connaissent les anciennes dates sont prévenues des nouvelles.",
    changeLink: "Changer les dates",
    cancelText:
      "Tant que les ventes continuent, la fin peut être annulée. Toutes les personnes qui en ont entendu parler sont prévenues.",
    cancel: "Annuler la fin",
    refused: {
      "not-found": "Ce n’est pas ici.",
      "changed-meanwhile": "Quelqu’un d’autre l’a changé entre-temps. Regardez l’état actuel.",
      "wrong-date": "Une des dates ne convient pas.",
      "not-announced": "Aucune fin n’est annoncée.",
      "nothing-changed": "Ce sont les dates actuelles. Changez-en d’abord une.",
      "sales-ended": "Les ventes sont déjà terminées : la fin ne peut plus être annulée.",
    },
    fault: {
      missing: "Choisissez un jour : il en faut un.",
      "no-such-day": "Ce n’est pas un jour du calendrier. Écrivez par exemple 2027-02-01.",
      "in-the-past": "Ce jour a déjà commencé. Choisissez-en un plus tard.",
      "has-passed": "C’est déjà arrivé et ne peut plus être changé.",
      before: "Ceci vient avant « {other} ». Choisissez le même jour ou un jour plus tard.",
      "after-above":
        "{name} durerait plus longtemps que ce dont il dépend. Choisissez le {limit} ou plus tôt.",
    },
  },

  operator: {
    title: "Programme et canaux",
    intro:
      "Une fin est annoncée à chaque boutique par e-mail. Elle peut être changée ou annulée tant que les ventes continuent.",
    caption: "Le programme et ses canaux, leurs dates et ce qui y passe",
    name: "Nom",
    phase: "Phase",
    noSalesFrom: "Fin des ventes le",
    closes: "Fermeture",
    shops: "Boutiques",
    liveListings: "Offres en ligne",
    openOrders: "À expédier",
    none: "aucune",
    programme: "Acheter dans son ensemble",
    programmeText: "Ce qui est réglé ici vaut pour tous les canaux.",
    aboveText: "{programme} prend fin sur tous les canaux : les ventes s’arrêtent le {day}.",
    opening: "Ouverture",
    first: "Première page",
    next: "Page suivante",
    openingText: "Ce qui est ouvert le reste.",
    openToAllHint:
      "Jusque-là, seuls les clients de l’ouverture progressive peuvent acheter. Vide : ouvert à tous dès le début.",
    saveOpening: "Enregistrer l’ouverture",
    openingSaved: "L’ouverture est enregistrée.",
    endTitle: "Fin",
    endText:
      "Vous voyez d’abord qui est concerné et ce qui est dit. Rien n’est envoyé avant votre confirmation.",
    begin: "Préparer la fin",
    openingRefused: {
      "not-found": "Ce n’est pas ici.",
      "changed-meanwhile": "Quelqu’un d’autre l’a changé entre-temps. Regardez l’état actuel.",
      "wrong-date": "Une des dates ne convient pas.",
    },
    openingFault: {
      missing: "Choisissez un jour.",
      "no-such-day": "Ce n’est pas un jour du calendrier. Écrivez par exemple 2027-02-01.",
      "in-the-past": "Ce jour a déjà commencé. Choisissez-en un plus tard.",
      "has-passed": "C’est déjà arrivé et ne peut plus être changé.",
      "before-opening": "Ceci vient avant l’ouverture.",
      "after-end": "Ceci vient après la fin des ventes.",
    },
  },

  closed: {
    refused:
      "Tout ce par quoi cette boutique vendait est fermé, le dernier canal depuis le {day}. Depuis, rien ne change plus ici.",
    banner: "{shop} est fermée depuis le {day}.",
    still:
      "Tout reste ici à lire. Vous pouvez encore corriger l’équipe, le nom du vendeur et la façon de vous joindre, et tout emporter avec vous.",
    archive: "Préparer une archive",
    channels: "Canaux ouverts",
  },

  banner: {
    label: "Ce qui prend fin",
    ending: "{name} prend fin : les ventes s’arrêtent le {day}.",
    "winding-down": "Les ventes par {name} sont terminées depuis le {day}.",
    todoEnding:
      "Ne publiez rien de nouveau dès le {lastNewListing}, expédiez ce qui a été acheté et vérifiez les liens vers votre propre boutique.",
    todoListed:
      "Plus rien de nouveau ne peut y être publié. Expédiez ce qui a été acheté et vérifiez les liens vers votre propre boutique.",
    todoWinding:
      "Expédiez les commandes avant le {fulfilBy} et réglez les remboursements avant le {refundsUntil}.",
    todoLate:
      "Les commandes devaient partir avant le {fulfilBy} : ce qui reste est en retard. Réglez les remboursements avant le {refundsUntil}.",
    todoRefundsOver:
      "Les remboursements ont pris fin ici le {refundsUntil}. Expédiez ce qui reste avant la fermeture, le {closes} ; tout le reste se règle entre vous et vos clients.",
    more: "Voir les dates et ce qu’il faut faire",
    short: {
      todoEnding: "<strong>{name}</strong> : fin des ventes le {day}",
      todoListed: "<strong>{name}</strong> : fin des ventes le {day}",
      todoWinding: "<strong>{name}</strong> : à expédier avant le {fulfilBy}",
      todoLate: "<strong>{name}</strong> : expédiez ce qui est en retard",
      todoRefundsOver: "<strong>{name}</strong> : fermeture le {closes}",
    },
  },

  help: {
    title: "Les canaux, et ce qui se passe quand l’un d’eux prend fin",
    lead: "Les boutiques vendent sur Merle par des canaux. Un canal peut prendre fin. Cette page dit ce qui se passe alors, et quand.",
    list: "Les canaux",
    one: "La fin de {name}",
    isOpen: "{name} est ouvert, et aucune fin n’a été annoncée.",
    isNotOpen: "{name} n’est pas encore ouvert. Ouverture le {day}.",
    isEnding: "{name} prend fin. Jusqu’au {day}, tout peut être acheté comme d’habitude.",
    isWinding:
      "Plus rien ne peut être acheté par {name} depuis le {day}. Ce qui a été acheté avant est expédié et, s’il le faut, remboursé.",
    isClosed: "{name} est fermé depuis le {day}.",
    shoppers: "Si vous avez acheté",
    shoppersText:
      "Le jour où les ventes s’arrêtent, le bouton Acheter disparaît des cartes partout à la même seconde. Si vous étiez déjà en train de payer, vous pouvez terminer tant que vos articles sont réservés, pendant dix minutes. La carte reste et mène au site de la boutique.",
    shoppersOrders:
      "Ce que vous avez payé est expédié comme promis, et remboursé sinon. Vos commandes et vos reçus restent dans votre compte. C’est la boutique qui répond à vos questions ; son adresse est sur chaque reçu.",
    donors: "Si vous donnez",
    donorsText:
      "Les dons ne dépendent d’aucun canal. Faire un don reste possible, les dons et les dons mensuels continuent et les reçus restent valables, quoi qu’il prenne fin.",
    merchants: "Si vous vendez",
    merchantsText:
      "Les propriétaires et responsables sont prévenus par e-mail tout de suite, 30 jours avant, 7 jours avant et la veille, à la fin des ventes et à la fermeture, et de nouveau si une date change. Dès la première date, plus rien de nouveau ne peut être publié. Puis les ventes s’arrêtent ; les commandes en cours sont expédiées ou remboursées. Quand le dernier canal d’une boutique est fermé, son tableau de bord reste à lire et ne change plus, et tout peut être emporté en un seul fichier.",
    merchantsLink: "Vos canaux",
    index: "Tous les canaux",
    donateStays: "Faire un don reste possible.",
  },

  platform: {
    direct: {
      what: "Vos produits sont tenus dans Merle même : saisis dans le tableau de bord ou apportés par un fichier. Rien ne s’interpose entre vous et vos cartes.",
      setUp:
        "Connectez-vous, ajoutez des produits, publiez-les. Les prix et le stock sont ceux que vous indiquez ici.",
    },
    shopify: {
      what: "Pour les boutiques dont le catalogue est chez Shopify. Son canal vers un fil social s’est ouvert en 2015.",
      setUp:
        "Exportez vos produits de Shopify dans un fichier CSV et importez-le sous Offres. Merle ne communique pas de lui-même avec Shopify : importez de nouveau quand les prix ou le stock y changent.",
    },
    bigcommerce: {
      what: "Pour les boutiques dont le catalogue est chez BigCommerce, cité parmi les partenaires en octobre 2015, et qui a dit plus tard avoir étudié la connexion sans la construire.",
      setUp:
        "Importez vos produits par un fichier CSV sous Offres. Merle ne communique pas de lui-même avec BigCommerce : importez de nouveau quand les prix ou le stock y changent.",
    },
    demandware: {
      what: "Pour les grandes boutiques dont le catalogue est chez Demandware, cité parmi les partenaires en octobre 2015.",
      setUp:
        "Importez vos produits par un fichier CSV sous Offres. Merle ne communique pas de lui-même avec Demandware : importez de nouveau quand les prix ou le stock y changent.",
    },
    "delivery-agent": {
      what: "Pour les articles liés à une émission. Delivery Agent vendait à la fois depuis les téléviseurs et les fils sociaux, comme lors de la finale de février 2015.",
      setUp:
        "Importez vos produits par un fichier CSV sous Offres et donnez à chaque offre la durée de l’émission. Merle ne communique pas de lui-même avec Delivery Agent.",
    },
    "stripe-relay": {
      what: "Pour les boutiques qui tenaient produits et variantes chez Stripe et recevaient des commandes de plusieurs applications. Stripe Relay s’est ouvert en septembre 2015.",
      setUp:
        "Importez vos produits par un fichier CSV sous Offres. Les paiements passent par Stripe comme sur chaque canal ; les produits tenus là-bas ne sont pas lus par Merle.",
    },
    fancy: {
      what: "Pour les trouvailles du catalogue de Fancy, qui a dessiné les premiers boutons de ce genre début 2014 et était connu pour livrer le jour même dans certaines villes.",
      setUp:
        "Importez vos produits par un fichier CSV sous Offres, et indiquez dans les réglages les zones livrées le jour même. Merle ne communique pas de lui-même avec Fancy.",
    },
    other: {
      what: "Un canal à part, avec des produits tenus dans Merle.",
      setUp: "Connectez-vous, ajoutez des produits, publiez-les.",
    },
  },
  terms: {
    seller:
      "{shop} est le vendeur : l’envoi, les dommages et les retours se règlent entre vous et vos clients.",
    prices:
      "Ce que dit une carte est vrai : prix, stock et promesse. Ce qui est vendu à ce prix est envoyé à ce prix.",
    freshness:
      "Un prix venu par ce canal vaut pendant {minutes, plural, one {# minute} other {# minutes}} ; ensuite, la carte mène à votre propre boutique jusqu’à ce qu’il soit confirmé.",
    commission:
      "Merle retient la commission convenue avec votre boutique. Publier et se connecter ne coûtent rien.",
    end: "Une fin est annoncée par e-mail avant l’arrêt des ventes. Vous pouvez mettre fin à votre connexion n’importe quel jour.",
    yours:
      "Commandes, produits et publications restent à vous, et les offres peuvent être enregistrées dans un fichier.",
  },
};
