import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "@/db/schema/accounts";
import { ok, refuse } from "@/domain/outcome";
import { world } from "@/domain/testing";
import { deleteTweet } from "./delete-tweet";
import { follow } from "./follow";
import { likeTweet } from "./like-tweet";
import { postTweet } from "./post-tweet";
import { profile } from "./account-queries";
import { homeTimeline } from "./queries";
import { tweetPage } from "./thread-queries";
import { retweet } from "./retweet";
import { undoRetweet } from "./undo-retweet";
import { unfollow } from "./unfollow";
import { unlikeTweet } from "./unlike-tweet";

type Author = Parameters<typeof postTweet>[0];

async function posted(author: Author, text: string, more: { replyToId?: string; quoteOfId?: string } = {}) {
  const outcome = await postTweet(author, { text, ...more });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value.id;
}

async function friends() {
  const w = await world();
  const [ada, grace] = [await w.person("ada"), await w.person("grace")];
  const seen = async (tweetId: string, by: Author = ada) => (await tweetPage(by, tweetId))?.tweet;
  return { ...w, ada, grace, seen };
}

test("a tweet keeps its links, and its author's count goes up", async () => {
  const { ada, seen } = await friends();
  const id = await posted(ada, "  Fresh bread #lyon  ");
  expect(await seen(id)).toMatchObject({
    text: "Fresh bread #lyon",
    entities: [{ tag: "lyon" }],
    isOwn: true,
  });
  expect(await profile(ada, "Ada")).toMatchObject({ tweetCount: 1, isOwn: true });
});

test("nothing, too much, an answer to nothing and a guest's tweet are refused", async () => {
  const { ada, guest } = await friends();
  expect(await postTweet(ada, { text: " \n " })).toEqual(refuse("empty"));
  expect(await postTweet(ada, { text: "x".repeat(281) })).toEqual(refuse("too-long"));
  expect(await postTweet(ada, { text: "Yes!", replyToId: "nothing" })).toEqual(refuse("not-found"));
  expect(await postTweet(guest(), { text: "Hello" })).toEqual(refuse("not-signed-in"));
});

test("a conversation is read from its first tweet down, and its answers counted", async () => {
  const { ada, grace, seen } = await friends();
  const first = await posted(ada, "Anyone for tea?");
  const answer = await posted(grace, "Always.", { replyToId: first });
  const last = await posted(ada, "Ten minutes.", { replyToId: answer });
  expect(await seen(first)).toMatchObject({ replyCount: 1 });
  const page = await tweetPage(grace, last);
  expect(page?.ancestors.map((tweet) => tweet.text)).toEqual(["Anyone for tea?", "Always."]);
  expect(page?.tweet.replyingTo).toEqual({ handle: "grace", tweetId: answer });
  expect((await tweetPage(grace, first))?.replies.map((tweet) => tweet.id)).toEqual([answer]);
});

test("a like counts once, however often it is sent, and can be taken back", async () => {
  const { ada, grace, seen } = await friends();
  const id = await posted(ada, "Look, a blackbird.");
  await Promise.all([1, 2, 3].map(() => likeTweet(grace, { tweetId: id })));
  expect(await seen(id, grace)).toMatchObject({ likeCount: 1, isLiked: true });
  expect(await seen(id, ada)).toMatchObject({ likeCount: 1, isLiked: false });
  await unlikeTweet(grace, { tweetId: id });
  await unlikeTweet(grace, { tweetId: id });
  expect(await seen(id, grace)).toMatchObject({ likeCount: 0, isLiked: false });
});

test("a guest likes nothing, and nobody likes what is gone", async () => {
  const { ada, grace, guest } = await friends();
  const id = await posted(ada, "Look, a blackbird.");
  expect(await likeTweet(guest(), { tweetId: id })).toEqual(refuse("not-signed-in"));
  await deleteTweet(ada, { tweetId: id });
  expect(await likeTweet(grace, { tweetId: id })).toEqual(refuse("not-found"));
});

test("a retweet counts once, shows the original, can be undone and done again", async () => {
  const { ada, grace, person, seen } = await friends();
  const idris = await person("idris");
  await follow(idris, { handle: "grace" });
  const id = await posted(ada, "The kiln is open.");
  await retweet(grace, { tweetId: id });
  expect(await retweet(grace, { tweetId: id })).toEqual(ok(undefined));
  const home = await homeTimeline(idris, { limit: 12 });
  expect(home.tweets).toMatchObject([
    { id, author: { handle: "ada" }, retweetedBy: { handle: "grace" }, retweetCount: 1 },
  ]);
  await undoRetweet(grace, { tweetId: id });
  expect(await seen(id, grace)).toMatchObject({ retweetCount: 0, isRetweeted: false });
  expect((await homeTimeline(idris, { limit: 12 })).tweets).toEqual([]);
  await retweet(grace, { tweetId: id });
  expect(await seen(id, grace)).toMatchObject({ retweetCount: 1, isRetweeted: true });
});

test("a quote shows what it quotes until that is deleted", async () => {
  const { ada, grace, seen } = await friends();
  const quoted = await posted(ada, "Tea or coffee?");
  const quote = await posted(grace, "The eternal question.", { quoteOfId: quoted });
  expect(await seen(quote)).toMatchObject({ quote: { text: "Tea or coffee?", author: { handle: "ada" } } });
  expect(await seen(quoted)).toMatchObject({ retweetCount: 1 });
  await deleteTweet(ada, { tweetId: quoted });
  expect(await seen(quote)).toMatchObject({ quote: "gone" });
});

test("only its author deletes a tweet, and the counts follow", async () => {
  const { ada, grace, seen } = await friends();
  const first = await posted(ada, "Anyone for tea?");
  const answer = await posted(grace, "Always.", { replyToId: first });
  expect(await deleteTweet(ada, { tweetId: answer })).toEqual(refuse("not-found"));
  expect(await deleteTweet(grace, { tweetId: answer })).toEqual(ok(undefined));
  expect(await deleteTweet(grace, { tweetId: answer })).toEqual(refuse("not-found"));
  expect(await seen(first)).toMatchObject({ replyCount: 0 });
  expect(await seen(answer)).toBeUndefined();
  expect(await profile(ada, "grace")).toMatchObject({ tweetCount: 0 });
});

test("following counts once on both sides, and nobody follows themselves", async () => {
  const { db, ada, grace } = await friends();
  await Promise.all([1, 2].map(() => follow(ada, { handle: "Grace" })));
  expect(await follow(ada, { handle: "ada" })).toEqual(refuse("yourself"));
  expect(await follow(ada, { handle: "nobody" })).toEqual(refuse("not-found"));
  expect(await profile(ada, "grace")).toMatchObject({ followerCount: 1, isFollowed: true });
  expect(await profile(grace, "ada")).toMatchObject({ followingCount: 1, isFollowingReader: true });
  await unfollow(ada, { handle: "grace" });
  await unfollow(ada, { handle: "grace" });
  const [row] = await db.select().from(accounts).where(eq(accounts.handle, "grace"));
  expect(row?.followerCount).toBe(0);
});
