// The ids of the large world, which its rows are made from: 26 characters that sort before every id made today.
export const benchPassword = "merle-bench";
export const idPrefix = "01J0000000";

const idOf = (kind: string, number: number) => `${idPrefix}${kind}${String(number).padStart(15, "0")}`;
export const idOfPerson = (number: number): string => idOf("B", number);
export const idOfTweet = (number: number): string => idOf("T", number);
export const idOfAccount = (number: number): string => idOf("A", number);
export const idOfListing = (number: number): string => idOf("F", number);
