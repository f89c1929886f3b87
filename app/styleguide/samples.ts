// What the page of components is drawn with: the longest names, the largest amounts, what is missing, what is over.
import type { QuoteView } from "@/components/checkout/state";
import type { ProductCardView } from "@/domain/catalog/card-facts";
import type { GiftRow } from "@/domain/donations/queries";
import type { OrderRow } from "@/domain/orders/queries";
import type { OrderStatus } from "@/domain/orders/rules";
import type { AccountView, CauseCardView, TweetView } from "@/domain/timeline/views";

/** Nothing here grows older. */
export const now = new Date("2026-11-20T10:30:00Z");

const shop: AccountView = {
  id: "shop",
  kind: "merchant",
  handle: "ateliersorbier",
  name: "Atelier Sorbier",
  avatarUrl: "/demo/avatars/ateliersorbier.svg",
  isVerified: true,
};

export const accounts: AccountView[] = [
  shop,
  {
    id: "long",
    kind: "person",
    handle: "thegardenerofthesmallbalconies",
    name: "The gardener of the small balconies above the canal",
    avatarUrl: null,
    isVerified: false,
  },
];

const product: ProductCardView = {
  kind: "product",
  listingId: "sample",
  slug: "lamp",
  title: "Stoneware breakfast cup, speckled glaze",
  picture: { url: "/demo/photos/kiln-opening.webp", alt: "" },
  priceMinor: 2900,
  currency: "EUR",
  isFrom: false,
  wasMinor: undefined,
  seller: shop,
  promise: { kind: "standard", minDays: 1, maxDays: 2 },
  unitsLeft: undefined,
  notForSale: undefined,
  opens: undefined,
  merchantUrl: "https://www.atelier-sorbier.example/cup",
};

export const products: ProductCardView[] = [
  product,
  {
    ...product,
    title:
      "Porzellanfrühstückstassenuntertassensammelschrank aus unbehandelter Eiche, handgeölt, zwölfteilig",
    picture: undefined,
    priceMinor: 1_234_567,
    currency: "JPY",
    isFrom: true,
    wasMinor: 1_500_000,
    unitsLeft: 3,
    promise: {
      kind: "same-day",
      cityName: "Lyon",
      deliverBy: new Date("2026-11-20T19:00:00Z"),
      timeZone: "Europe/Paris",
      feeMinor: 3000,
      currency: "JPY",
    },
  },
  { ...product, promise: undefined, notForSale: "sold-out" },
  { ...product, promise: undefined, notForSale: "sales-ended" },
  {
    ...product,
    promise: undefined,
    notForSale: "not-started",
    opens: { at: new Date("2026-12-03T09:00:00Z"), timeZone: "Europe/Paris" },
  },
];

const cause: CauseCardView = {
  kind: "cause",
  causeId: "sample",
  title: "Clean the Saône, bank by bank",
  picture: { url: "/demo/causes/clean-the-saone.webp", alt: "" },
  charity: { handle: "rivieresvivantes", name: "Rivières vivantes", isVerified: true },
  isOpen: true,
};

export const causes: CauseCardView[] = [cause, { ...cause, isOpen: false }];

const tweet: TweetView = {
  id: "plain",
  author: shop,
  text: "Out of the kiln this morning, and every one of them a little different.",
  language: "en",
  entities: [],
  pictures: [],
  card: undefined,
  quote: undefined,
  replyingTo: undefined,
  replyCount: 4,
  retweetCount: 12,
  likeCount: 1240,
  isLiked: false,
  isRetweeted: false,
  isOwn: false,
  createdAt: new Date("2026-11-20T07:30:00Z"),
  retweetedBy: undefined,
  ad: undefined,
};

export const tweets: TweetView[] = [
  tweet,
  {
    ...tweet,
    id: "liked",
    author: accounts[1] ?? shop,
    isLiked: true,
    isRetweeted: true,
    likeCount: 1,
    replyingTo: { handle: shop.handle, tweetId: "plain" },
    quote: { ...tweet, pictures: [], card: product },
  },
  {
    ...tweet,
    id: "ad",
    card: product,
    quote: "gone",
    ad: { advertiser: shop, paidBy: "Sorbier et Filles SARL", placementId: "sample" },
  },
  {
    ...tweet,
    id: "picture",
    card: undefined,
    retweetedBy: { handle: "grace", name: "Grace Okafor" },
    pictures: ["rainy-window", "windowsill-cat"].map((photo) => ({
      url: `/demo/photos/${photo}.webp`,
      width: 1200,
      height: 900,
      alt: { en: "", fr: "" },
    })),
  },
];

export const orderOf = (status: OrderStatus, at: number): OrderRow => ({
  id: status,
  number: status === "pending" || status === "expired" ? undefined : `M-${20_260 + at}`,
  status,
  sellerName: shop.name,
  createdAt: now,
  currency: at % 2 === 0 ? "EUR" : "JPY",
  totalMinor: 1_234_567,
  listingId: "sample",
  title: product.title,
  imageUrl: at % 2 === 0 ? product.picture?.url : undefined,
  units: 1 + at,
});

export const gift: GiftRow = {
  id: "sample",
  receiptNumber: "R-2026-0042",
  status: "paid",
  causeId: "sample",
  currency: "EUR",
  giftMinor: 2000,
  coveredFeeMinor: 0,
  totalMinor: 2000,
  refundedMinor: 0,
  isAnonymous: false,
  paidAt: now,
  createdAt: now,
  charityName: cause.charity.name,
  causeTitle: cause.title,
  imageUrl: cause.picture.url,
};

export const amounts = {
  currency: "EUR",
  itemsMinor: 5800,
  deliveryMinor: 690,
  taxMinor: 1082,
  totalMinor: 6490,
  taxName: "VAT",
  taxRateBasisPoints: 2000,
  pricesIncludeTax: true,
};

/** The same to a country in which it can be paid in several currencies. */
export const quote: QuoteView = {
  ...amounts,
  deliveryKind: "standard",
  country: "GB",
  currencies: [
    { currency: "EUR", totalMinor: 6490 },
    { currency: "GBP", totalMinor: 5600 },
    { currency: "JPY", totalMinor: 1_234_567 },
  ],
  options: [],
};

/** A fortnight of sales, in cents. */
export const sampleSales = [4, 9, 0, 12, 7, 22, 15, 3, 0, 8, 31, 18, 11, 26].map((orders, at) => ({
  day: String(at + 1),
  value: orders * 2900,
}));
