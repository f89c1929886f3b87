import type { Words } from "../words";
import type { shell as en } from "../en/shell";

export const shell: Words<typeof en> = {
  navigation: "Navigation principale",
  home: "Accueil",
  orders: "Achats",
  donations: "Dons",
  profile: "Profil",
  settings: "Réglages",
  signInPlace: "Connexion",
  signIn: "Se connecter",
  signUp: "Créer un compte",
  compose: "Publier",
  aside: "À découvrir",
  notFoundTitle: "Il n’y a rien à cette adresse",
  notFoundText:
    "La page a peut-être été supprimée, ou l’adresse compte une lettre de trop. Le fil, lui, est toujours là.",
  notFoundHome: "Aller au fil d’actualité",
  errorTitle: "Cela n’a pas fonctionné",
  errorReference: "Si vous nous écrivez, donnez-nous cette référence :",
  errorText:
    "L’erreur vient de nous, pas de vous. Réessayez dans un instant. Si vous étiez en train de payer, regardez d’abord dans vos achats ou vos dons : ce qui a abouti y figure.",
  offlineTitle: "Vous êtes hors ligne",
  offlineText: "Cette page a besoin d’internet. Vérifiez votre connexion, puis réessayez ; rien n’est perdu.",
};
