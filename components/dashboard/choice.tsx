// Ways to choose that keep what was chosen in the form itself, so that they work before and without JavaScript.

type ChoiceProps = {
  name: string;
  legend: string;
  chosen: string;
  options: { value: string; label: string; hint: string }[];
};

/** One of a few, each with what it means beneath. */
export function Choice({ name, legend, chosen, options }: ChoiceProps) {
  return (
    <fieldset>
      <legend className="text-body font-semibold">{legend}</legend>
      {options.map(({ value, label, hint }) => (
        <label key={value} className="flex min-h-touch items-start gap-3 py-2">
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === chosen}
            aria-describedby={`${name}-${value}-hint`}
            aria-labelledby={`${name}-${value}-label`}
            className="mt-0.5 size-5 shrink-0 accent-ink"
          />
          <span>
            <span id={`${name}-${value}-label`}>{label}</span>
            <span id={`${name}-${value}-hint`} className="block text-small text-ink-soft">
              {hint}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

type TickProps = { name: string; label: string; values: Record<string, string> };

/** Ticked where the form's values have it. */
export function Tick({ name, label, values }: TickProps) {
  const isTicked = (values[name] ?? "") !== "";
  return (
    <label className="flex min-h-touch items-center gap-3 py-1">
      <input
        key={String(isTicked)}
        type="checkbox"
        name={name}
        value="yes"
        defaultChecked={isTicked}
        className="size-5 shrink-0 accent-ink"
      />
      {label}
    </label>
  );
}
