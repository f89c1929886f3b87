// How long a tweet counts as while it is being written, without twitter-text's list of every domain: that would
// be ten times the weight of the page. Where the two differ (addresses without a scheme), posting decides.

export const longestTweet = 280;

// twitter-text's configuration v3: these count one, everything else two; an emoji counts two, however it is made.
const lightRanges: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];
const linkWeight = 23;
const link = /https?:\/\/[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?/gi;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|^[0-9#*]\uFE0F?\u20E3/u;

/** What a text counts as, of the `longestTweet` that there is room for. */
export function weightedLength(text: string): number {
  const links = text.match(link)?.length ?? 0;
  let weight = links * linkWeight;
  for (const { segment } of graphemes.segment(text.normalize("NFC").replace(link, ""))) {
    if (isEmoji(segment)) weight += 2;
    else for (const letter of segment) weight += isLight(letter.codePointAt(0) ?? 0) ? 1 : 2;
  }
  return weight;
}

// "©" and "™" are pictographs by Unicode, yet plain letters unless they are asked to look like emoji.
const isEmoji = (segment: string): boolean =>
  emoji.test(segment) && (segment.length > 1 || !isLight(segment.codePointAt(0) ?? 0));

const isLight = (codePoint: number): boolean =>
  lightRanges.some(([first, last]) => codePoint >= first && codePoint <= last);
