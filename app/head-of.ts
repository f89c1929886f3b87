// What a route handler answers to HEAD: what GET would say of itself. Next would ask GET by itself and then let go of what
// was to be read, and a file that nobody reads and nobody closes stays open.

type Handler<Params> = (request: Request, params: Params) => Promise<Response>;

export function headOf<Params>(get: Handler<Params>): Handler<Params> {
  return async (request, params) => {
    const { status, headers, body } = await get(request, params);
    await body?.cancel();
    return new Response(null, { status, headers });
  };
}
