// For whatever sends requests here: does this process stay, and does it reach its database?
import { sql } from "drizzle-orm";
import { database } from "@/db";
import { people } from "@/db/schema/accounts";
import { within } from "@/domain/within";
import { env } from "@/env";
import { log } from "@/integrations/log";
import { thisProcess } from "@/integrations/this-process";
import { version } from "@/package.json";

export const dynamic = "force-dynamic";

// Who watches does not wait for long either; and what hangs is to be known for ill.
const patienceMilliseconds = 3_000;

export async function GET(): Promise<Response> {
  const facts = { version, engine: env.engine };
  if (thisProcess.isLeaving()) return Response.json({ status: "stopping", ...facts }, { status: 503 });
  try {
    const asked = database()
      .select({ one: sql`1` })
      .from(people)
      .limit(1);
    await within(patienceMilliseconds, asked.execute());
    return Response.json({ status: "ok", ...facts });
  } catch (error) {
    log.error({ err: error }, "the database does not answer");
    return Response.json({ status: "unavailable", ...facts }, { status: 503 });
  }
}
