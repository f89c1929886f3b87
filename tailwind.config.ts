// The design tokens. Colours are variables (app/globals.css) so that both themes have one set of names.
import type { Config } from "tailwindcss";

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
    borderRadius: { none: "0", control: "8px", card: "14px", full: "9999px" },
    boxShadow: { none: "none", sheet: "var(--shadow-sheet)" },
    transitionDuration: { DEFAULT: "150ms", fast: "120ms", slow: "200ms" },
    transitionTimingFunction: { DEFAULT: "cubic-bezier(0, 0, 0.2, 1)" },
    extend: {
      spacing: { touch: "44px", column: "600px" },
      maxWidth: { column: "600px", sheet: "480px" },
    },
  },
} satisfies Config;
