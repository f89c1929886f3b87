// The mark: a small blackbird in the colour of the text, its beak the accent. The same shape as public/merle.svg.

export function Mark({ className = "size-8" }: { className?: string }) {
  return (
    <svg viewBox="0 0 64 64" className={className} aria-hidden="true">
      <path
        className="fill-current"
        fillRule="evenodd"
        d="M51.5 17C49.6 11.2 44.6 7.5 38.7 7.5c-8 0-12.8 5.2-15.2 12.6C20.3 29.7 13 35.2 2.7 33.9c-1.5-.2-2.3 1.5-1.3 2.6 4.5 5 10 8.1 16.4 8.7 2.6 7 8.7 11.8 16.4 11.8 10.9 0 18.9-9 18.9-21.4 0-3.3-.4-6.3-1.1-9zM42.3 15.6a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4z"
      />
      <path
        className="fill-accent"
        d="M51.2 15.8c4.6.7 8.5 2.2 12 4.7.8.6.8 1.5 0 2.1-3.3 2.2-6.9 3.6-11.1 4.4z"
      />
    </svg>
  );
}
