/** Of a text, what a tab or a line has room for, ending with a whole word. */
export const beginning = (text: string): string =>
  text.length <= 70 ? text : `${text.slice(0, 70).replace(/\s+\S*$/, "")}…`;
