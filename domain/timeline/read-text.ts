// What the text of a tweet says beyond its words: how long it counts as, and which pieces of it lead somewhere.
import twitterText from "twitter-text";
import type { TweetEntity } from "@/db/schema/timeline";
import { longestTweet } from "./rules";

// twitter-text knows handles of at most 20 letters; ours have up to 30.
const restOfHandle = /^\w{0,30}/;
const longestHandle = 30;
// twitter-text looks for addresses in a time that grows with the square of the text: twenty thousand letters of
// "漢." kept the server for half a minute. No tweet is as long as this unless it is mostly one address.
const longestLookedAt = 2_000;

export type ReadText = {
  text: string;
  /** As twitter-text's parseTweet weighs it: most letters 1, ideographs and emoji 2, any link 23. */
  weight: number;
  isTooLong: boolean;
  /** In the order of the text. Cashtags are not links here. */
  entities: TweetEntity[];
};

export function readText(raw: string): ReadText {
  const text = raw.replace(/\r\n?/g, "\n").trim().normalize("NFC");
  if (text.length > longestLookedAt) return { text, weight: text.length, isTooLong: true, entities: [] };
  const weight = twitterText.parseTweet(text).weightedLength;
  const known = twitterText.extractEntitiesWithIndices(text).flatMap((found) => entityOf(text, found));
  const overlaps = (link: TweetEntity) => known.some((e) => link.start < e.end && e.start < link.end);
  const others = linksWithScheme(text).filter((link) => !overlaps(link));
  const entities = [...known, ...others].toSorted((a, b) => a.start - b.start);
  return { text, weight, isTooLong: weight > longestTweet, entities };
}

/** The tags among them, in lower case, each once. */
export function tagsOf(entities: TweetEntity[]): string[] {
  return [...new Set(entities.flatMap((one) => (one.kind === "hashtag" ? [one.tag.toLowerCase()] : [])))];
}

type Found = ReturnType<typeof twitterText.extractEntitiesWithIndices>[number];

function entityOf(text: string, found: Found): TweetEntity[] {
  const [start, end] = found.indices;
  if ("url" in found) {
    const url = /^https?:\/\//i.test(found.url) ? found.url : `https://${found.url}`;
    return [{ kind: "link", start, end, url, shown: shownAddress(found.url) }];
  }
  if ("hashtag" in found) return [{ kind: "hashtag", start, end, tag: found.hashtag }];
  if ("screenName" in found) {
    const afterSign = text.slice(start + 1);
    const handle = restOfHandle.exec(afterSign)?.[0] ?? found.screenName;
    const goesOn = /^\w/.test(afterSign.slice(handle.length));
    if (goesOn && handle.length === longestHandle) return [];
    return [{ kind: "mention", start, end: start + 1 + handle.length, handle: handle.toLowerCase() }];
  }
  return [];
}

/** twitter-text leaves out domains that are not in its list, such as .example; with a scheme they are links all the same. */
function linksWithScheme(text: string): TweetEntity[] {
  return [...text.matchAll(/https?:\/\/[^\s<>"]+/gi)].flatMap((match) => {
    const url = match[0].replace(/[.,;:!?)\]}'’»…]+$/u, "");
    if (!URL.canParse(url)) return [];
    return [
      { kind: "link", start: match.index, end: match.index + url.length, url, shown: shownAddress(url) },
    ];
  });
}

/** An address as people read it: without its scheme, and short. */
function shownAddress(url: string): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
  return bare.length > 32 ? `${bare.slice(0, 31)}…` : bare;
}
