// The figures of a shop by day, as a file that spreadsheets read.
import { stringify } from "csv-stringify/sync";
import { plainAmount } from "@/domain/money";
import type { Amounts } from "@/domain/measurement/figures-rules";
import { shopFigures } from "@/domain/measurement/queries";
import { figuresAsked } from "../figures-asked";
import { shopContext } from "../shop-context";

export async function GET(request: Request): Promise<Response> {
  const { ctx, shop } = await shopContext("/dashboard", "see-figures");
  const asked = figuresAsked(Object.fromEntries(new URL(request.url).searchParams));
  const figures = await shopFigures(ctx, shop.accountId, asked.days);
  if (!figures) return new Response(null, { status: 404 });
  const { currency, days } = figures;
  // A further currency has a row of its own beneath, where what was counted is left blank: it stands above already.
  const rows = days.flatMap(({ day, seen, opened, bought, soldMinor, refundedMinor, others }) => [
    [day, seen, opened, bought, ...amounts({ currency, soldMinor, refundedMinor })],
    ...others.map((other) => [day, "", "", "", ...amounts(other)]),
  ]);
  const header = ["day", "seen", "opened", "orders", "sold", "given_back", "currency"];
  return new Response(stringify([header, ...rows], { bom: true }), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${shop.handle}-${days[0]?.day}-${days.at(-1)?.day}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}

const amounts = ({ currency, soldMinor, refundedMinor }: Amounts) => [
  plainAmount(soldMinor, currency),
  plainAmount(refundedMinor, currency),
  currency,
];
