import type { Words } from "../words";
import type { shell as en } from "../en/shell";

export const shell: Words<typeof en> = {
  navigation: "Navigation principale",
  home: "Accueil",
  orders: "Achats",
  donations: "Dons",
  shop: "Boutique",
  profile: "Profil",
  settings: "Réglages",
  signInPlace: "Connexion",
  signIn: "Se connecter",
  signUp: "Créer un compte",
  compose: "Publier",
  aside: "À découvrir",
  notFoundTitle: "Il n’y a rien à cette adresse",
  notFoundText:
    "La page a peut-être été supprimée, ou l’adresse compte une lettre de trop. Le fil, lui, est toujours là.",
  toTimeline: "Aller au fil d’actualité",
  offlineTitle: "Vous êtes hors ligne",
  offlineText: "Cette page a besoin d’internet. Vérifiez votre connexion, puis réessayez ; rien n’est perdu.",
};
