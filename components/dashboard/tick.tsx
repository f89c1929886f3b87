// A tick that keeps what was chosen in the form itself, so that it works before and without JavaScript.

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
