// npm run db:generate -- --name what_it_does: the same migration for both engines, from db/schema/.
import { run } from "./processes.mjs";

const args = process.argv.slice(2);
if (!args.includes("--name")) {
  console.error("A migration is named in words: npm run db:generate -- --name what_it_does");
  process.exit(1);
}
for (const databaseUrl of ["file:data/merle.db", "postgres://localhost/merle"]) {
  const { code } = await run(
    "drizzle-kit",
    process.execPath,
    ["node_modules/drizzle-kit/bin.cjs", "generate", "--config", "db/drizzle.config.ts", ...args],
    { env: { DATABASE_URL: databaseUrl } }, // only its engine matters; nothing is opened
  );
  if (code !== 0) process.exit(code);
}
