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

/** As wide as a digit is at the most, in the size of small text. */
const digit = 8;
/** Places are in percent, so that the bars take the room there is and what is written keeps its size. */
const percent = (part: number) => `${part}%`;

export function DayChart({ days, label, writeValue, writeDay }: DayChartProps) {
  const most = Math.max(1, ...days.map(({ value }) => value));
  const y = scaleLinear([0, most], [100, 0]).nice(3);
  const ticks = y.ticks(3).filter((tick) => tick > 0);
  // The bars begin where the longest amount at the side ends.
  const left = 8 + digit * Math.max(0, ...ticks.map((tick) => writeValue(tick).length));
  const x = scaleBand(
    days.map(({ day }) => day),
    [0, 100],
  ).padding(days.length > 60 ? 0.1 : 0.25);
  const named = [days[0], days.length > 2 ? days[Math.floor(days.length / 2)] : undefined, days.at(-1)];
  const look = "h-44 overflow-visible sm:h-52";
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-y-1.5 pt-2 text-small">
      <svg width={left} aria-hidden="true" className={look}>
        {ticks.map((tick) => (
          <text
            key={tick}
            x={left - 8}
            y={percent(y(tick))}
            dy="0.35em"
            textAnchor="end"
            className="fill-ink-soft"
          >
            {writeValue(tick)}
          </text>
        ))}
      </svg>
      <svg role="img" aria-label={label} className={`w-full ${look}`}>
        {ticks.map((tick) => (
          <line
            key={tick}
            x2="100%"
            y1={percent(y(tick))}
            y2={percent(y(tick))}
            className="stroke-hairline"
          />
        ))}
        {days.map(({ day, value }) => (
          <rect
            key={day}
            x={percent(x(day) ?? 0)}
            y={percent(y(value))}
            width={percent(x.bandwidth())}
            height={percent(100 - y(value))}
            rx={2}
            className="fill-accent"
          />
        ))}
        <line x2="100%" y1="100%" y2="100%" className="stroke-control" />
      </svg>
      <p aria-hidden="true" className="col-start-2 flex justify-between gap-2 text-ink-soft">
        {named.map((one) => (one ? <span key={one.day}>{writeDay(one.day)}</span> : null))}
      </p>
    </div>
  );
}
