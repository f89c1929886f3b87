// The design tokens, and the only place where a colour, a size of type or a radius is chosen. Colours become variables
// of the page, so that both themes have one set of names; tailwind.config.test.ts measures their contrast.
import type { Config } from "tailwindcss";
import type { PluginAPI } from "tailwindcss/plugin";

/** Calm paper, sharp ink, one spark. Every pair that carries text has at least 4.5:1. */
export const themes = {
  light: {
    paper: "#fbfaf7",
    surface: "#ffffff",
    sunken: "#f3f0ea",
    ink: "#1b1917",
    "ink-soft": "#57514a",
    "ink-faint": "#6f685f",
    hairline: "#e7e2da",
    control: "#8b8378",
    accent: "#f78b1f",
    "accent-strong": "#ee7c08",
    "accent-ink": "#1f1300",
    "accent-wash": "#fff1e0",
    link: "#1b5bb8",
    good: "#17683a",
    "good-wash": "#e6f4eb",
    warn: "#7a4f00",
    "warn-wash": "#fff3d6",
    bad: "#b3261e",
    "bad-wash": "#fdecea",
    veil: "rgb(27 25 23 / 45%)",
    "shadow-sheet": "0 18px 60px rgb(27 25 23 / 22%)",
  },
  dark: {
    paper: "#141210",
    surface: "#1c1917",
    sunken: "#25211e",
    ink: "#f3efe9",
    "ink-soft": "#bdb4a9",
    "ink-faint": "#a1978b",
    hairline: "#332e2a",
    control: "#81786d",
    accent: "#ff9a3c",
    "accent-strong": "#ffab5c",
    "accent-ink": "#1f1300",
    "accent-wash": "#33220f",
    link: "#8cb9ff",
    good: "#74d097",
    "good-wash": "#12301f",
    warn: "#ecc05f",
    "warn-wash": "#33270c",
    bad: "#ff9389",
    "bad-wash": "#3d1a17",
    veil: "rgb(0 0 0 / 60%)",
    "shadow-sheet": "0 18px 60px rgb(0 0 0 / 60%)",
  },
};

const variablesOf = (theme: Record<string, string>) =>
  Object.fromEntries(Object.entries(theme).map(([name, value]) => [`--${name}`, value]));

// Paper stays white, whatever the screen.
const dark = "@media screen and (prefers-color-scheme: dark)";

export default {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      paper: "var(--paper)",
      surface: "var(--surface)",
      sunken: "var(--sunken)",
      ink: { DEFAULT: "var(--ink)", soft: "var(--ink-soft)", faint: "var(--ink-faint)" },
      hairline: "var(--hairline)",
      control: "var(--control)",
      accent: {
        DEFAULT: "var(--accent)",
        strong: "var(--accent-strong)",
        ink: "var(--accent-ink)",
        wash: "var(--accent-wash)",
      },
      link: "var(--link)",
      good: { DEFAULT: "var(--good)", wash: "var(--good-wash)" },
      warn: { DEFAULT: "var(--warn)", wash: "var(--warn-wash)" },
      bad: { DEFAULT: "var(--bad)", wash: "var(--bad-wash)" },
      veil: "var(--veil)",
    },
    fontFamily: {
      sans: [
        "system-ui",
        "-apple-system",
        "Segoe UI",
        "Roboto",
        "Helvetica Neue",
        "Noto Sans",
        "Liberation Sans",
        "Arial",
        "sans-serif",
      ],
      mono: ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"],
    },
    fontSize: {
      small: ["0.8125rem", { lineHeight: "1.4" }],
      body: ["0.9375rem", { lineHeight: "1.4" }],
      input: ["1rem", { lineHeight: "1.4" }],
      lead: ["1.0625rem", { lineHeight: "1.4" }],
      title: ["1.25rem", { lineHeight: "1.3" }],
      headline: ["1.5rem", { lineHeight: "1.25" }],
      display: ["2rem", { lineHeight: "1.2" }],
    },
    borderRadius: { none: "0", tag: "4px", control: "8px", card: "14px", full: "9999px" },
    boxShadow: { none: "none", sheet: "var(--shadow-sheet)" },
    transitionDuration: { DEFAULT: "150ms", fast: "120ms", slow: "200ms" },
    transitionTimingFunction: { DEFAULT: "cubic-bezier(0, 0, 0.2, 1)" },
    extend: {
      spacing: { touch: "44px", column: "600px" },
      maxWidth: { column: "600px", sheet: "480px" },
      // The frame of a page: the way around, the column, what stands beside it.
      gridTemplateColumns: {
        "frame-md": "4.75rem minmax(0, 600px)",
        "frame-md-wide": "4.75rem minmax(0, 1fr)",
        "frame-lg": "4.75rem minmax(0, 600px) 20rem",
        "frame-xl": "14.5rem minmax(0, 600px) 22rem",
      },
    },
  },
  plugins: [
    ({ addBase }: PluginAPI) =>
      addBase({ ":root": variablesOf(themes.light), [dark]: { ":root": variablesOf(themes.dark) } }),
  ],
} satisfies Config;
