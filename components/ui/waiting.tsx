// Stands where text will be in a moment. Still: nothing blinks.

export function Waiting({ lines }: { lines: number }) {
  return (
    <div aria-busy="true" className="grid gap-3">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={`h-5 rounded-control bg-sunken ${line % 3 === 2 ? "w-2/3" : ""}`} />
      ))}
    </div>
  );
}
