// Sales by day, as bars. Drawn by the server: no script. What it says stands in words and in a table beside it.
import { scaleBand, scaleLinear } from "d3-scale";

type Day = { day: string; value: number };

type DayChartProps = {
  days: Day[];
  /** What the picture says, for those who do not see it. */
  label: string;
  /** How a value reads at the side, and a day below. */
  writeValue: (value: number) => string;
  writeDay: (day: string) => string;
};

const margin = { top: 10, right: 4, bottom: 24 };
/** As wide as a digit is at the most, in the size of small text. */
const digit = 8;

/** In two sizes, so that what is written in it is as large as what stands around it. */
export function DayChart(chart: DayChartProps) {
  return (
    <>
      <Bars {...chart} width={320} height={180} look="sm:hidden" />
      <Bars {...chart} width={820} height={240} look="max-sm:hidden" />
    </>
  );
}

type BarsProps = DayChartProps & { width: number; height: number; look: string };

function Bars({ days, label, writeValue, writeDay, width, height, look }: BarsProps) {
  const most = Math.max(1, ...days.map(({ value }) => value));
  const y = scaleLinear([0, most], [height - margin.bottom, margin.top]).nice(3);
  const ticks = y.ticks(3).filter((tick) => tick > 0);
  // The bars begin where the longest amount at the side ends.
  const left = 8 + digit * Math.max(0, ...ticks.map((tick) => writeValue(tick).length));
  const x = scaleBand(
    days.map(({ day }) => day),
    [left, width - margin.right],
  ).padding(days.length > 60 ? 0.1 : 0.25);
  const [first, last] = [days[0], days.at(-1)];
  const middle = days[Math.floor(days.length / 2)];
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className={`h-auto w-full ${look}`}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} className="stroke-hairline" />
          <text x={left - 8} y={y(tick) + 4} textAnchor="end" className="fill-ink-soft text-small">
            {writeValue(tick)}
          </text>
        </g>
      ))}
      {days.map(({ day, value }) => (
        <rect
          key={day}
          x={x(day)}
          width={x.bandwidth()}
          y={y(value)}
          height={y(0) - y(value)}
          rx={Math.min(2, x.bandwidth() / 4)}
          className="fill-accent"
        />
      ))}
      <line x1={left} x2={width - margin.right} y1={y(0)} y2={y(0)} className="stroke-control" />
      {[
        { one: first, anchor: "start", at: left },
        {
          one: days.length > 2 ? middle : undefined,
          anchor: "middle",
          at: (left + width - margin.right) / 2,
        },
        { one: days.length > 1 ? last : undefined, anchor: "end", at: width - margin.right },
      ].map(({ one, anchor, at }) =>
        one ? (
          <text
            key={anchor}
            x={at}
            y={height - 6}
            textAnchor={anchor as "start" | "middle" | "end"}
            className="fill-ink-soft text-small"
          >
            {writeDay(one.day)}
          </text>
        ) : null,
      )}
    </svg>
  );
}
