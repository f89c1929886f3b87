/** "Go there": a path of this site, relative, so that it holds behind any proxy. */
export const seeOther = (path: string): Response =>
  new Response(null, { status: 303, headers: { Location: path } });
