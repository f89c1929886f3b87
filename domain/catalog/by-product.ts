/** Rows in their order, by their product. */
export function byProduct<Row extends { productId: string }>(rows: Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const before = found.get(row.productId);
    if (before) before.push(row);
    else found.set(row.productId, [row]);
  }
  return found;
}
