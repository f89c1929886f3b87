// One set of icons, drawn for Merle on a 24 px grid with a stroke of 1.75. The shapes stand once in the page
// (IconShapes, in the root layout), so that an icon in a list costs two elements and no repeated paths.

const shapes = {
  home: "M4 11.2 12 4l8 7.2V19a1.5 1.5 0 0 1-1.5 1.5h-4V14h-5v6.5h-4A1.5 1.5 0 0 1 4 19z",
  orders: "M5 8h14l-1 12.5H6zM9 10.5V7a3 3 0 0 1 6 0v3.5",
  gift: "M12 20.5s-7.5-4.4-7.5-10A4.2 4.2 0 0 1 12 8a4.2 4.2 0 0 1 7.5 2.5c0 5.6-7.5 10-7.5 10zM9 13l2 2 4-4",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
  settings:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.200a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400zM9 19.200a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400z",
  compose: "M5 19.500c1-6 5-13 14.5-15-.5 7-4.5 11.5-11 12M5 19.500l4-4.5",
  reply:
    "M4.5 11.500c0-3.9 3.4-7 7.5-7s7.5 3.1 7.5 7-3.4 7-7.5 7c-.9 0-1.8-.1-2.6-.4L5 19.500l1.2-3.300a6.7 6.7 0 0 1-1.7-4.700z",
  retweet:
    "M4 9.5 7 6.500l3 3M7 6.500v8A2.5 2.5 0 0 0 9.5 17H13M20 14.500l-3 3-3-3M17 17.500v-8A2.5 2.5 0 0 0 14.5 7H11",
  like: "M12 20s-7.5-4.5-7.5-10.100A4.1 4.1 0 0 1 12 7.500a4.1 4.1 0 0 1 7.5 2.400C19.5 15.5 12 20 12 20z",
  check: "m5 12.5 4.5 4.500L19 7.5",
  verified:
    "m8.5 12.2 2.4 2.4 4.6-4.800M12 3.500l2.3 1.7 2.9-.1.8 2.7 2.4 1.6-1 2.6 1 2.6-2.4 1.6-.8 2.7-2.9-.1L12 20.500l-2.3-1.7-2.9.1-.8-2.7-2.4-1.6 1-2.6-1-2.600L6 7.800l.8-2.7 2.9.1z",
  close: "m6.5 6.5 11 11m0-11-11 11",
  back: "M19 12H5m6-6-6 6 6 6",
  out: "M9 6H6.500A1.5 1.5 0 0 0 5 7.500v10A1.5 1.5 0 0 0 6.5 19h10a1.5 1.5 0 0 0 1.5-1.500V15M13 5h6v6M19 5l-8 8",
  truck:
    "M3.5 7h10v9h-10zM13.5 10h3.500l3 3v3h-6.500M7 18.500a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.400zM16.5 18.500a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.400z",
  remove: "M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7",
  globe:
    "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM4 12h16M12 4c2.5 2.5 3.5 5 3.5 8s-1 5.5-3.5 8c-2.5-2.5-3.5-5-3.5-8S9.5 6.5 12 4z",
} as const;

export type IconName = keyof typeof shapes;

export const iconNames = Object.keys(shapes) as IconName[];

type IconProps = {
  name: IconName;
  /** What it stands for; without it, it is an ornament. */
  label?: string | undefined;
  className?: string | undefined;
};

export function Icon({ name, label, className = "size-5" }: IconProps) {
  return (
    <svg
      className={`icon ${className}`}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      <use href={`#i-${name}`} />
    </svg>
  );
}

export function IconShapes() {
  return (
    <svg className="hidden" aria-hidden="true">
      {Object.entries(shapes).map(([name, path]) => (
        <symbol key={name} id={`i-${name}`} viewBox="0 0 24 24">
          <path d={path} />
        </symbol>
      ))}
    </svg>
  );
}
