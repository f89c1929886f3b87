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
  notFoundText: "La page a peut-être été supprimée, ou l’adresse compte une lettre de trop.",
  notFoundHome: "Aller au fil d’actualité",
  errorTitle: "Cela n’a pas fonctionné",
  errorReference: "Si vous nous écrivez, donnez-nous cette référence :",
  errorText:
    "L’erreur vient de nous, pas de vous. Rien n’a été acheté ni modifié. Réessayez dans un instant.",
};
