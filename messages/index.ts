// All words, by language. One file per part of the product in each language's folder.
import type { Locale } from "@/domain/context";
import { accounts as accountsEn } from "./en/accounts";
import { archive as archiveEn } from "./en/archive";
import { buttons as buttonsEn } from "./en/buttons";
import { checkout as checkoutEn } from "./en/checkout";
import { common as commonEn } from "./en/common";
import { dashboard as dashboardEn } from "./en/dashboard";
import { donations as donationsEn } from "./en/donations";
import { failed as failedEn } from "./en/failed";
import { footer as footerEn } from "./en/footer";
import { importWords as importEn } from "./en/import";
import { mail as mailEn } from "./en/mail";
import { operator as operatorEn } from "./en/operator";
import { orders as ordersEn } from "./en/orders";
import { outbox as outboxEn } from "./en/outbox";
import { shops as shopsEn } from "./en/shops";
import { listings as listingsEn } from "./en/listings";
import { posting as postingEn } from "./en/posting";
import { channels as channelsEn } from "./en/channels";
import { clock as clockEn } from "./en/clock";
import { figures as figuresEn } from "./en/figures";
import { product as productEn } from "./en/product";
import { products as productsEn } from "./en/products";
import { settings as settingsEn } from "./en/settings";
import { shell as shellEn } from "./en/shell";
import { styleguide as styleguideEn } from "./en/styleguide";
import { timeline as timelineEn } from "./en/timeline";
import { accounts as accountsFr } from "./fr/accounts";
import { archive as archiveFr } from "./fr/archive";
import { buttons as buttonsFr } from "./fr/buttons";
import { checkout as checkoutFr } from "./fr/checkout";
import { common as commonFr } from "./fr/common";
import { dashboard as dashboardFr } from "./fr/dashboard";
import { donations as donationsFr } from "./fr/donations";
import { failed as failedFr } from "./fr/failed";
import { footer as footerFr } from "./fr/footer";
import { importWords as importFr } from "./fr/import";
import { mail as mailFr } from "./fr/mail";
import { operator as operatorFr } from "./fr/operator";
import { orders as ordersFr } from "./fr/orders";
import { outbox as outboxFr } from "./fr/outbox";
import { shops as shopsFr } from "./fr/shops";
import { listings as listingsFr } from "./fr/listings";
import { posting as postingFr } from "./fr/posting";
import { channels as channelsFr } from "./fr/channels";
import { clock as clockFr } from "./fr/clock";
import { figures as figuresFr } from "./fr/figures";
import { product as productFr } from "./fr/product";
import { products as productsFr } from "./fr/products";
import { settings as settingsFr } from "./fr/settings";
import { shell as shellFr } from "./fr/shell";
import { styleguide as styleguideFr } from "./fr/styleguide";
import { timeline as timelineFr } from "./fr/timeline";
import type { Words } from "./words";

const en = {
  shops: shopsEn,
  listings: listingsEn,
  posting: postingEn,
  channels: channelsEn,
  clock: clockEn,
  figures: figuresEn,
  product: productEn,
  products: productsEn,
  settings: settingsEn,
  dashboard: dashboardEn,
  donations: donationsEn,
  failed: failedEn,
  footer: footerEn,
  operator: operatorEn,
  orders: ordersEn,
  outbox: outboxEn,
  mail: mailEn,
  accounts: accountsEn,
  archive: archiveEn,
  buttons: buttonsEn,
  checkout: checkoutEn,
  common: commonEn,
  import: importEn,
  shell: shellEn,
  styleguide: styleguideEn,
  timeline: timelineEn,
};
const fr: Words<typeof en> = {
  shops: shopsFr,
  listings: listingsFr,
  posting: postingFr,
  channels: channelsFr,
  clock: clockFr,
  figures: figuresFr,
  product: productFr,
  products: productsFr,
  settings: settingsFr,
  dashboard: dashboardFr,
  donations: donationsFr,
  failed: failedFr,
  footer: footerFr,
  operator: operatorFr,
  orders: ordersFr,
  outbox: outboxFr,
  mail: mailFr,
  accounts: accountsFr,
  archive: archiveFr,
  buttons: buttonsFr,
  checkout: checkoutFr,
  common: commonFr,
  import: importFr,
  shell: shellFr,
  styleguide: styleguideFr,
  timeline: timelineFr,
};

export type Messages = typeof en;

// next-intl reads the arguments that a sentence takes from the English literals; the others are checked by Words.
export const messages = { en, fr } as Record<Locale, Messages>;
