/** A tick that draws itself once. */
export function Tick() {
  return (
    <svg viewBox="0 0 48 48" className="-ml-1 size-14 text-good" aria-hidden="true">
      <circle cx="24" cy="24" r="21" className="fill-good-wash" />
      <path
        d="m14 25 7 7 13-15"
        className="tick fill-none stroke-current stroke-[3.5] [stroke-linecap:round] [stroke-linejoin:round]"
        pathLength={1}
      />
    </svg>
  );
}
