// The fields of a form that nobody can send any more, to be read: each with what stands in it, if anything does.
import type { FormField } from "@/components/ui/action-form";

export function FieldsRead({ fields }: { fields: FormField[] }) {
  const filled = fields.filter(({ defaultValue }) => defaultValue);
  if (filled.length === 0) return null;
  return (
    <dl className="grid max-w-column gap-3">
      {filled.map((field) => (
        <div key={field.name}>
          <dt className="text-small text-ink-soft">{field.label}</dt>
          <dd className="break-words whitespace-pre-line">
            {field.picture ? (
              <img
                src={field.defaultValue}
                alt={field.label}
                className={`mt-1 max-h-40 ${field.picture.look === "round" ? "size-20 rounded-full object-cover" : "max-w-full rounded-control"}`}
              />
            ) : (
              valueOf(field)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Of what is chosen, the words beside it. */
function valueOf({ options, defaultValue = "" }: FormField): string {
  if (!options) return defaultValue;
  const chosen = defaultValue.split("\n");
  return options
    .filter(({ value }) => chosen.includes(value))
    .map(({ label }) => label)
    .join("\n");
}
