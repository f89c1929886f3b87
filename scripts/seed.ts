// npm run seed: puts the demo world into an empty database.
import { CannotRun } from "./run-by-hand";
import { systemClock } from "@/domain/time";
import { seedDemoWorld } from "./demo/seed-demo-world";
import { migratedDatabase } from "./migrated-database";

const db = await migratedDatabase();
try {
  const ctx = { db, clock: systemClock, actor: { kind: "schedule" }, locale: "en" } as const;
  const outcome = await seedDemoWorld(ctx);
  if (!outcome.ok)
    throw new CannotRun("The database is not empty: the demo world goes only into an empty one.");
  console.log(`The demo world is there: ${outcome.value.accounts} accounts, ${outcome.value.tweets} tweets.`);
} finally {
  await db.close();
}
