// Text in a product file that a spreadsheet would take for a formula. Pure.
// The signs are those of OWASP's "CSV Injection", with the wide ones that Excel reads as the same.

const afterApostrophes = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** With an apostrophe before it where it begins like a formula: that is how spreadsheets mark text. */
export const asText = (cell: string): string => (afterApostrophes.test(cell) ? `'${cell}` : cell);

/** What asText was given. */
export const fromText = (cell: string): string =>
  cell.startsWith("'") && afterApostrophes.test(cell) ? cell.slice(1) : cell;
