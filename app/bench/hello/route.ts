// What npm run bench compares our route handlers with.
import { env } from "@/env";

export const dynamic = "force-dynamic";

export const GET = (): Response => (env.isDemo ? new Response("Hello") : new Response(null, { status: 404 }));
