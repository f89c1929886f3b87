// For whatever starts a process anew: does it answer at all? The database is another one, and no restart brings it back.
export const dynamic = "force-dynamic";

export const GET = (): Response => Response.json({ status: "ok" });
