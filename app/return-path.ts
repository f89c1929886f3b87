// Where to go on after signing in. Only within this site: an address that came with the request proves nothing.

const anyOrigin = "http://merle.invalid";

/** The path with its query when it is one of this site, else "/". */
export function sitePath(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || !URL.canParse(wanted, anyOrigin)) return "/";
  const url = new URL(wanted, anyOrigin);
  if (url.origin !== anyOrigin || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search + url.hash;
}

/** The same, but not to a page that asks to sign in or out again. */
export function returnPath(wanted: unknown): string {
  const path = sitePath(wanted);
  return /^\/(sign-in|sign-up|sign-out|reset-password|forgot-password)([/?#]|$)/.test(path) ? "/" : path;
}

/** The address of a page that comes back to `path` when it is done. */
export const withReturn = (page: string, path: string): string =>
  path === "/" ? page : `${page}?next=${encodeURIComponent(path)}`;
