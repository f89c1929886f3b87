import type { importWords as en } from "../en/import";
import type { Words } from "../words";

export const importWords: Words<typeof en> = {
  summary:
    "{imported, plural, =0 {Aucun produit importé} one {# produit importé} other {# produits importés}}, {updated} mis à jour, {unchanged} inchangés, {skipped} laissés de côté.",
  skippedLine: "Ligne {line} : {reason}",
  skippedProduct: "Ligne {line}, {handle} : {reason}",
  noteLine: "Ligne {line} : {note}",
  reasons: {
    "bad-quoting": "les guillemets ne se répondent pas, rien de ce produit n’a été importé",
    "too-many-columns": "la ligne compte plus de cases que l’en-tête de colonnes",
    "unreadable-characters":
      "la ligne contient des caractères étrangers à UTF-8 ; enregistrez le fichier en UTF-8",
    "row-too-long": "la ligne dépasse un million de caractères",
    "rows-apart": "les lignes de ce produit sont dispersées dans le fichier ; placez-les à la suite",
    "too-many-rows": "trop de lignes portent cet identifiant : un produit a 2 048 variantes au plus",
    "missing-handle": "la ligne n’a pas d’identifiant (handle)",
    "missing-title": "le produit n’a pas de titre",
    "too-long": "{column} compte plus de {value} caractères",
    "missing-price": "la variante n’a pas de prix",
    "bad-price": "« {value} » dans {column} n’est pas un prix en {currency}",
    "bad-other-price": "« {value} » dans {column} n’est pas un prix supérieur à zéro dans cette devise",
    "bad-quantity": "« {value} » dans {column} n’est pas un nombre entier d’unités",
    "bad-weight": "« {value} » dans {column} n’est pas un poids en grammes",
    "unknown-value": "« {value} » est inconnu dans {column}",
    "missing-option-value": "la variante n’a pas de valeur pour {value}",
    "option-without-name": "{column} est rempli, mais son nom ou ce qui précède ne l’est pas",
    "duplicate-variant": "la variante {value} revient deux fois",
    "which-variant":
      "le produit a plusieurs variantes, et le fichier n’a pas de colonnes qui disent laquelle est visée : ajoutez Option1 Name, Option1 Value et les suivantes, comme Shopify les exporte",
    "gift-card": "les cartes-cadeaux ne se vendent pas ici",
    "no-new-listings":
      "{value} n’accepte plus de nouveaux produits ; ceux qui y figurent déjà peuvent changer",
    "not-here": "aucun produit n’a ici cet identifiant : importez d’abord le fichier de produits",
  },
  notes: {
    "compare-at-ignored":
      "les prix de comparaison ne servent pas : un prix barré se calcule d’après le plus bas des 30 derniers jours",
    "image-ignored": "« {value} » n’est pas l’adresse d’une image",
    "pictures-left-out": "un produit a 20 images au plus : sur {value}, les 20 premières sont gardées",
    "currency-ignored": "{value} n’est pas pris en compte : nommez d’abord cette devise dans les réglages",
    "read-as-windows":
      "le fichier n’est pas en UTF-8 ; il a été lu en Windows-1252 : vérifiez les lettres accentuées",
    "variants-removed":
      "{count, plural, one {# variante de ce produit quitte} other {# variantes de ce produit quittent}} le catalogue : le fichier ne {count, plural, one {la} other {les}} nomme pas",
    "sold-uncounted":
      "{count, plural, one {# variante n’est jamais épuisée : rien dans le fichier ne compte son stock} other {# variantes ne sont jamais épuisées : rien dans le fichier ne compte leur stock}} ; pour le compter, décochez « Se vend même quand le stock est épuisé » dans le produit",
    "without-quantity":
      "{count, plural, one {# variante est épuisée : son stock est compté, mais le fichier n’en donne pas la quantité} other {# variantes sont épuisées : leur stock est compté, mais le fichier n’en donne pas les quantités}}, comme Shopify exporte une boutique à plusieurs emplacements. Importez ensuite son fichier de stock, ou fixez le stock par « Modifier en lot »",
    "variant-not-here": "le produit n’a pas ici de variante « {value} », son stock est donc laissé de côté",
  },
  refusals: {
    "not-found": "Il n’y a pas de commerçant {merchant}.",
    "wrong-currency": "Les prix de {merchant} sont en {detail}, pas en {currency} : rien n’a été importé.",
    "no-connection":
      "{detail, select, none {Indiquez avec --channel sur quel canal proposer les produits de {merchant}} other {{merchant} ne vend pas par le canal {detail}}} : rien n’a été importé.",
    "missing-columns": "Le fichier n’a pas de colonne {detail} : rien n’a été importé.",
  },
  usage:
    "Indiquez le commerçant, la devise des prix et le fichier : npm run import -- --merchant NOM --currency EUR FICHIER [--channel CANAL]",
  unknownCurrency: "« {currency} » n’est pas une devise : trois lettres, comme EUR.",
  unreadableFile: "Le fichier {file} est illisible : {problem}.",
  noSuchFile: "il n’existe pas",
  notAFile: "c’est un dossier",
  noPermission: "ses permissions l’interdisent",
};
