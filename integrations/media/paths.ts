const allowed = /^[a-z0-9][\w.-]*(\/[a-zA-Z0-9][\w.-]*)+$/;

/** @throws when a path could lead out of the place where files are kept. */
export function checkedPath(path: string): string {
  if (!allowed.test(path)) throw new Error(`A file cannot be kept at ${JSON.stringify(path)}`);
  return path;
}
