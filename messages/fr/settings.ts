import type { Words } from "../words";
import type { settings as en } from "../en/settings";

export const settings: Words<typeof en> = {
  title: "Réglages",
  changed: { password: "Votre mot de passe a été changé.", email: "Merci. Votre e-mail est confirmé." },
  profile: {
    title: "Profil",
    handleHint: "Les liens vers l’ancien identifiant ne fonctionneront plus.",
    bio: "À propos de vous",
    bioHint: "160 caractères au plus.",
    picture: "Image",
    pictures: {
      initials: "Initiales",
      current: "Votre image",
      dawn: "Aube",
      hills: "Collines",
      leaf: "Feuille",
      moon: "Lune",
      pebbles: "Galets",
      wave: "Vague",
    },
    language: "Langue",
    country: "Pays",
    countryHint: "D’où vous achetez. Les prix et la livraison en dépendent.",
    save: "Enregistrer",
    saved: "C’est enregistré.",
  },
  email: {
    title: "E-mail",
    confirmed: "{email} est confirmé.",
    unconfirmed: "{email} n’est pas encore confirmé. Ouvrez le lien du message que nous vous avons envoyé.",
    sendAgain: "Renvoyer le message",
    sent: "Un message est en route vers {email}.",
  },
  password: {
    title: "Mot de passe",
    current: "Mot de passe actuel",
    new: "Nouveau mot de passe",
    save: "Changer le mot de passe",
    wrong: "Ce n’est pas votre mot de passe actuel.",
  },
  cards: {
    title: "Cartes enregistrées",
    none: "Aucune carte n’est enregistrée. Au moment de payer, vous pouvez cocher une case pour garder la vôtre.",
    card: "{brand} se terminant par {last4}",
    expires: "Expire le {month}/{year}",
    expired: "Expirée depuis le {month}/{year}",
    remove: "Retirer",
    notRemoved:
      "Stripe, qui garde vos cartes, n’a pas répondu. Votre carte est toujours là : réessayez dans un instant.",
    removeCard: "Retirer la carte se terminant par {last4}",
  },
  addresses: {
    title: "Adresses enregistrées",
    none: "Aucune adresse n’est enregistrée. Au moment d’acheter, vous pouvez cocher une case pour garder la vôtre.",
    remove: "Retirer",
    removeAddress: "Retirer l’adresse de {name}, {city}",
  },
  advertisers: {
    title: "Annonceurs masqués",
    none: "Vous n’avez masqué personne. Sous « Pourquoi ? », vous pouvez masquer l’annonceur.",
    show: "Réafficher",
    showAdvertiser: "Réafficher les publicités de {name}",
  },
  shop: {
    title: "Vendre sur Merle",
    text: "Ouvrez une boutique : elle publie, et l’on achète depuis ses publications.",
    open: "Ouvrir une boutique",
  },
  session: { title: "Session", text: "Vous êtes connecté en tant que @{handle}.", signOut: "Se déconnecter" },
};
