import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import twitter from "twitter-text";
import { expect, test } from "vitest";
import { z } from "zod";
import { pictureAt, smallerWidths } from "@/domain/shops/picture-rules";
import { demoFile } from "./demo-files";

// The demo world is told in data files that name each other; these tests keep them telling one story.

const here = import.meta.dirname;

const people = demoFile("people.json");
const merchants = demoFile("merchants.json");
const nonprofits = demoFile("nonprofits.json");
const taxRates = demoFile("tax-rates.json");
const tweets = demoFile("tweets.json");
const follows = demoFile("follows.json");
const likes = demoFile("likes.json");
const promotions = demoFile("promotions.json");
const connections = demoFile("connections.json");
const listings = demoFile("listings.json");
const history = demoFile("history.json");

type CatalogueRow = {
  slug: string;
  sku: string;
  price: string;
  otherPrices: Record<string, string>;
  stock: string;
  image: string;
};

// Shopify renamed its columns over the years, so each value is looked up by any of its names.
const columnNames = {
  slug: ["Handle", "URL handle"],
  sku: ["Variant SKU", "SKU"],
  price: ["Variant Price", "Price"],
  stock: ["Variant Inventory Qty", "Inventory quantity"],
  image: ["Image Src", "Product image URL"],
} as const;

function catalogueOf(merchant: string): { columns: string[]; rows: CatalogueRow[] } {
  const csv = readFileSync(path.join(here, "catalogue", `${merchant}.csv`), "utf8");
  // csv-parse itself refuses a row whose number of columns differs from the header's.
  const [columns = [], ...records] = z.array(z.array(z.string())).parse(parse(csv));
  const valueIn = (record: string[], names: readonly string[]): string =>
    record[columns.findIndex((column) => names.includes(column))] ?? "";
  const rows = records.map((record) => ({
    slug: valueIn(record, columnNames.slug),
    sku: valueIn(record, columnNames.sku),
    price: valueIn(record, columnNames.price),
    otherPrices: Object.fromEntries(
      columns.flatMap((column, at) => {
        const price = column.startsWith("Price:") && record[at];
        return price ? [[column.slice("Price:".length), price]] : [];
      }),
    ),
    stock: valueIn(record, columnNames.stock),
    image: valueIn(record, columnNames.image),
  }));
  return { columns, rows };
}

const catalogues = new Map(merchants.map((merchant) => [merchant.handle, catalogueOf(merchant.handle)]));
const slugsOf = (merchant: string): Set<string> =>
  new Set(catalogues.get(merchant)?.rows.map((row) => row.slug));

const handlesOf = (kind: "person" | "merchant" | "nonprofit"): string[] =>
  people.filter((account) => account.kind === kind).map((account) => account.handle);
const everyHandle = new Set(people.map((account) => account.handle));
const tweetById = new Map(tweets.map((tweet) => [tweet.id, tweet]));
const written = tweets.filter((tweet) => !tweet.retweetOf);
const repeated = (values: string[]): string[] =>
  values.filter((value, position) => values.indexOf(value) !== position);

test("there are forty accounts and more, each handle is taken once, and the demo accounts can sign in", () => {
  expect(people.length).toBeGreaterThanOrEqual(40);
  expect(handlesOf("person").length).toBeGreaterThanOrEqual(24);
  expect(repeated(people.map((account) => account.handle))).toEqual([]);
  const emails = people.flatMap((account) => account.email ?? []);
  expect(repeated(emails)).toEqual([]);
  expect(emails).toEqual(
    expect.arrayContaining(["ada@merle.test", "grace@merle.test", "atelier@merle.test", "ops@merle.test"]),
  );
});

test("every merchant and non-profit has an account, and every merchant an owner and a channel", () => {
  expect(merchants.map((merchant) => merchant.handle)).toEqual(handlesOf("merchant"));
  expect(nonprofits.map((nonprofit) => nonprofit.handle)).toEqual(handlesOf("nonprofit"));
  expect(connections.map((connection) => connection.merchant)).toEqual(handlesOf("merchant"));
  for (const merchant of merchants) expect(handlesOf("person")).toContain(merchant.owner);
});

test("a merchant delivers in one standard way, and to its own country", () => {
  for (const merchant of merchants) {
    const standard = merchant.deliveryMethods.filter((method) => method.kind === "standard");
    expect(standard, merchant.handle).toHaveLength(1);
    const countries = standard[0]?.countries ?? [];
    expect(countries === "*" || countries.includes(merchant.country), merchant.handle).toBe(true);
  }
});

test("sixty products come in six exports of three header eras, with stock of every kind", () => {
  const rows = [...catalogues.values()].flatMap((catalogue) => catalogue.rows);
  const variants = rows.filter((row) => row.price !== "");
  for (const merchant of merchants) expect(slugsOf(merchant.handle).size, merchant.handle).toBe(10);
  expect(new Set(rows.map((row) => row.slug)).size).toBe(60);
  expect(repeated(variants.map((variant) => variant.sku))).toEqual([]);

  const headers = [...catalogues.values()].map((catalogue) => catalogue.columns);
  expect(headers.filter((columns) => columns.includes("URL handle"))).toHaveLength(2);
  expect(headers.filter((columns) => columns.includes("Product Category"))).toHaveLength(2);
  expect(
    headers.filter((columns) => !columns.includes("Option1 Linked To") && columns[0] === "Handle"),
  ).toHaveLength(2);

  const stocks = variants.map((variant) => Number(variant.stock));
  expect(stocks.every((units) => Number.isInteger(units) && units >= 0 && units <= 60)).toBe(true);
  expect(stocks.filter((units) => units > 0 && units <= 5).length).toBeGreaterThanOrEqual(6);
  expect(rows.some((row) => row.price === "" && row.image !== "")).toBe(true);
  const soldOut = [...new Set(rows.map((row) => row.slug))].filter((product) =>
    variants.filter((variant) => variant.slug === product).every((variant) => variant.stock === "0"),
  );
  expect(soldOut).toEqual(["sake-set"]);
});

test("one shop sells some of its goods in a further currency too, and delivers them for a fee in it", () => {
  const several = merchants.filter((merchant) => merchant.otherCurrencies);
  expect(several.map(({ handle, otherCurrencies }) => [handle, otherCurrencies])).toEqual([
    ["paperandtide", ["EUR"]],
  ]);
  for (const { handle, currency, otherCurrencies, deliveryMethods } of several)
    for (const other of otherCurrencies ?? []) {
      const prices = catalogues.get(handle)?.rows.flatMap((row) => row.otherPrices[other] ?? []) ?? [];
      expect(other).not.toBe(currency);
      expect(prices.length).toBeGreaterThan(1);
      for (const price of prices) expect(price).toMatch(/^\d+\.\d{2}$/);
      for (const method of deliveryMethods)
        if (method.kind === "standard") expect(method.otherFees?.[other]?.feeMinor).toBeGreaterThan(0);
    }
});

test("every product has a picture of its own on this site", () => {
  for (const { rows } of catalogues.values()) {
    for (const product of new Set(rows.map((row) => row.slug))) {
      const images = rows.filter((row) => row.slug === product).flatMap((row) => row.image || []);
      expect(images).toContain(`/demo/products/${product}.webp`);
    }
  }
});

test("every avatar, product, photo and cause has its picture under public/, in each width that pages ask for", () => {
  const asked = [
    ...people.map((account) => account.avatar),
    ...[...catalogues.values()].flatMap(({ rows }) => rows.flatMap((row) => row.image || [])),
    ...nonprofits.flatMap(({ causes }) => causes.map((cause) => cause.image)),
    ...tweets.flatMap(({ media }) => (media ?? []).map(({ photo }) => `/demo/photos/${photo}.webp`)),
  ];
  const inAllWidths = asked.flatMap((url) => [url, ...smallerWidths.map((width) => pictureAt(width, url))]);
  expect(inAllWidths.filter((picture) => !existsSync(path.join(here, "../../public", picture)))).toEqual([]);
});

test("prices have as many decimals as their currency", () => {
  for (const merchant of merchants) {
    const decimals = merchant.currency === "JPY" ? /^\d+$/ : /^\d+\.\d{2}$/;
    const prices = catalogues.get(merchant.handle)?.rows.flatMap((row) => row.price || []) ?? [];
    for (const price of prices) expect(price).toMatch(decimals);
  }
});

test("a cause suggests rising amounts above its minimum, in its own words", () => {
  const causes = nonprofits.flatMap((nonprofit) => nonprofit.causes);
  expect(repeated(causes.map((cause) => cause.slug))).toEqual([]);
  for (const cause of causes) {
    const amounts = cause.suggestions.map((suggestion) => suggestion.amountMinor);
    expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
    expect(Math.min(...amounts)).toBeGreaterThanOrEqual(cause.minimumMinor);
    const words = cause.description.split(/\s+/).length;
    expect(words, cause.slug).toBeGreaterThanOrEqual(60);
    expect(words, cause.slug).toBeLessThanOrEqual(100);
  }
});

test("each place has one tax rate, and both of its units agree", () => {
  const places = taxRates.rates.map((rate) => `${rate.country} ${rate.state ?? ""}`);
  expect(repeated(places)).toEqual([]);
  expect(taxRates.rates.filter((rate) => rate.country === "US")).toHaveLength(51);
  expect(taxRates.rates.filter((rate) => rate.country === "CA")).toHaveLength(13);
  for (const rate of taxRates.rates)
    expect(rate.rateBasisPoints).toBe(Math.round(rate.ratePartsPerMillion / 100));
});

test("the story is long enough, in two languages, over two months up to now", () => {
  expect(written.length).toBeGreaterThanOrEqual(420);
  const shareOfFrench = written.filter((tweet) => tweet.lang === "fr").length / written.length;
  expect(shareOfFrench).toBeGreaterThan(0.4);
  expect(shareOfFrench).toBeLessThan(0.5);
  const ages = tweets.map((tweet) => tweet.minutesAgo);
  expect(Math.min(...ages)).toBeLessThan(15);
  expect(Math.max(...ages)).toBeGreaterThan(55 * 24 * 60);
  expect(written.filter((tweet) => tweet.card?.kind === "product").length).toBeGreaterThanOrEqual(45);
  expect(written.filter((tweet) => tweet.card?.kind === "donation").length).toBeGreaterThanOrEqual(15);
});

test("every tweet fits, nothing is said twice, and a retweet adds no words", () => {
  expect(repeated(tweets.map((tweet) => tweet.id))).toEqual([]);
  expect(repeated(written.map((tweet) => tweet.text.toLowerCase()))).toEqual([]);
  for (const tweet of tweets) {
    if (tweet.retweetOf) expect(tweet.text, tweet.id).toBe("");
    else expect(twitter.parseTweet(tweet.text), tweet.id).toMatchObject({ valid: true });
  }
});

test("every author, mention, card and earlier tweet that a tweet names exists", () => {
  for (const tweet of tweets) {
    expect(everyHandle, tweet.id).toContain(tweet.author);
    for (const mention of twitter.extractMentions(tweet.text))
      expect(everyHandle, tweet.id).toContain(mention);
    for (const url of twitter.extractUrls(tweet.text)) expect(new URL(url).hostname).toMatch(/\.example$/);
    for (const id of [tweet.replyTo, tweet.quoteOf, tweet.retweetOf]) {
      if (id === undefined) continue;
      expect(tweetById.get(id)?.minutesAgo, `${tweet.id} answers ${id}`).toBeGreaterThan(tweet.minutesAgo);
      expect(tweetById.get(id)?.retweetOf).toBeUndefined();
    }
    if (tweet.card?.kind === "product")
      expect(slugsOf(tweet.card.merchant), tweet.id).toContain(tweet.card.slug);
    if (tweet.card?.kind === "donation") {
      const { nonprofit, cause } = tweet.card;
      const causes = nonprofits.find((candidate) => candidate.handle === nonprofit)?.causes ?? [];
      expect(
        causes.map((candidate) => candidate.slug),
        tweet.id,
      ).toContain(cause);
    }
  }
});

test("nobody follows themselves or likes their own tweet, and nobody does either twice", () => {
  expect(repeated(follows.map((pair) => pair.join(" ")))).toEqual([]);
  for (const [follower, followee] of follows) {
    expect(everyHandle).toContain(follower);
    expect(everyHandle).toContain(followee);
    expect(follower).not.toBe(followee);
  }
  for (const shopper of ["ada", "grace"]) {
    const followed = follows.filter(([follower]) => follower === shopper).map(([, followee]) => followee);
    expect(followed.length).toBeGreaterThanOrEqual(12);
    expect(followed.length).toBeLessThanOrEqual(18);
    expect(followed.some((followee) => handlesOf("merchant").includes(followee))).toBe(true);
  }
  for (const [id, likers] of Object.entries(likes)) {
    const author = tweetById.get(id)?.author;
    expect(author, id).toBeDefined();
    expect(repeated(likers)).toEqual([]);
    for (const liker of likers) expect(everyHandle).toContain(liker);
    expect(likers).not.toContain(author);
  }
});

test("a promotion overlays a tweet of its advertiser that carries a card, and once somebody else paid", () => {
  const nameOf = (of: string): string | undefined => people.find((account) => account.handle === of)?.name;
  expect(promotions).toHaveLength(6);
  for (const promotion of promotions) {
    const tweet = tweetById.get(promotion.tweet);
    expect(tweet?.author).toBe(promotion.advertiser);
    expect(tweet?.card).toBeDefined();
    const [kind, subject = ""] = promotion.interest?.split(":") ?? [];
    if (kind === "follows") expect(everyHandle).toContain(subject);
    if (kind === "hashtag")
      expect(written.flatMap((one) => twitter.extractHashtags(one.text))).toContain(subject);
  }
  const paidByOthers = promotions.filter((promotion) => promotion.paidBy !== nameOf(promotion.advertiser));
  expect(paidByOthers).toHaveLength(1);
});

test("the exceptional listings are of products that exist", () => {
  for (const listing of listings) expect(slugsOf(listing.merchant)).toContain(listing.slug);
  expect(listings.filter((listing) => listing.checkout === "merchant-site")).toHaveLength(2);
  expect(listings.filter((listing) => (listing.opensMinutesAgo ?? 0) < 0)).toHaveLength(1);
  expect(listings.filter((listing) => (listing.endsInMinutes ?? 0) < 0)).toHaveLength(1);
  expect(listings.filter((listing) => listing.unitsPerBuyer === 1)).toHaveLength(1);
});

test("the history is said by those who were here, of goods that were on sale, in days of the calendar", () => {
  const joinedOn = new Map(people.map((account) => [account.handle, account.joinedOn]));
  const sold = new Map(
    history.connections.flatMap(({ merchant, channel, listings: goods }) =>
      goods.map(({ slug, opensOn }) => [`${merchant}/${channel}/${slug}`, opensOn]),
    ),
  );
  const texts = [...written, ...history.tweets].map((tweet) => tweet.text.toLowerCase());
  expect(repeated(texts)).toEqual([]);
  expect(repeated(history.tweets.map((tweet) => tweet.id))).toEqual([]);
  expect(history.tweets.map((tweet) => tweet.at)).toEqual(history.tweets.map((tweet) => tweet.at).toSorted());
  expect(new Set(history.tweets.map((tweet) => tweet.lang))).toEqual(new Set(["en", "fr"]));
  for (const { id, author, text, at, replyTo, card, likedBy = [] } of history.tweets) {
    expect(twitter.parseTweet(text), id).toMatchObject({ valid: true });
    for (const handle of [author, ...likedBy]) {
      expect(joinedOn.has(handle), `${id} ${handle}`).toBe(true);
      expect(`${joinedOn.get(handle)}T12:00:00Z` < at, `${id} ${handle}`).toBe(true);
    }
    expect(likedBy).not.toContain(author);
    expect(repeated(likedBy)).toEqual([]);
    if (replyTo !== undefined)
      expect(history.tweets.find((tweet) => tweet.id === replyTo)?.at.localeCompare(at), id).toBe(-1);
    if (card?.kind === "product") {
      expect(slugsOf(card.merchant), id).toContain(card.slug);
      expect(sold.get(`${card.merchant}/${card.channel}/${card.slug}`)?.localeCompare(at), id).toBe(-1);
    }
  }
  for (const { merchant, channel, opensOn, listings: goods } of history.connections) {
    const opened = history.channels.find(({ slug }) => slug === channel)?.opensOn ?? "";
    expect(opened <= opensOn, `${merchant} ${channel}`).toBe(true);
    for (const { slug, opensOn: soldFrom } of goods) expect(opensOn <= soldFrom, slug).toBe(true);
  }
});
