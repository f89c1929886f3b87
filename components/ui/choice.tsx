// One of a few, each with what it means beneath. It keeps what was chosen in the form itself.

type ChoiceProps = {
  name: string;
  legend: string;
  chosen: string;
  options: { value: string; label: string; hint?: string }[];
};

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
            {...(hint ? { "aria-describedby": `${name}-${value}-hint` } : {})}
            aria-labelledby={`${name}-${value}-label`}
            className="mt-0.5 size-5 shrink-0 accent-ink"
          />
          <span>
            <span id={`${name}-${value}-label`}>{label}</span>
            {hint ? (
              <span id={`${name}-${value}-hint`} className="block text-small text-pretty text-ink-soft">
                {hint}
              </span>
            ) : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
