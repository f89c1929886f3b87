// npm run backup -- FOLDER: a copy of a Merle that goes on meanwhile: its database, the local Stripe's, the pictures and
// files of shops, and the secrets that were made for it. FOLDER is there when all of it is.
import { CannotRun } from "./run-by-hand";
import { cp, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { env } from "@/env";

const [name, ...more] = process.argv.slice(2);
if (!name || more.length > 0) throw new CannotRun("Say where to: npm run backup -- FOLDER");
// npm changes to the project's folder; the copy is named from where the person is.
const folder = path.resolve(process.env["INIT_CWD"] ?? "", name);
if (existsSync(folder)) throw new CannotRun(`${folder} is there already: name a folder that is not.`);
if (env.engine === "postgres")
  throw new CannotRun("PostgreSQL is copied by its own pg_dump, and this is for SQLite alone.");
const database = env.databaseUrl.slice("file:".length);
if (!existsSync(database)) throw new CannotRun(`There is no database at ${database}.`);

/** As it is at one moment, with what is still beside the file, while others write. */
function copyDatabase(file: string, to: string): void {
  const source = new Sqlite(file, { fileMustExist: true });
  try {
    source.prepare("vacuum into ?").run(to);
  } finally {
    source.close();
  }
}

/** What a crash takes along is no copy. */
async function onDisk(place: string): Promise<void> {
  const one = await open(place);
  await one.sync();
  await one.close();
}

const unfinished = `${folder}.part`;
await rm(unfinished, { recursive: true, force: true });
await mkdir(unfinished, { recursive: true, mode: 0o700 });
try {
  // Stripe's last: it may know of a payment that the other does not know of yet, never the other way round.
  const localStripe = process.env["LOCAL_STRIPE_STATE"] || "data/local-stripe.db";
  copyDatabase(database, path.join(unfinished, "merle.db"));
  if (env.stripe.mode === "local" && existsSync(localStripe))
    copyDatabase(localStripe, path.join(unfinished, "local-stripe.db"));
  if (env.media.kind === "folder" && existsSync(env.media.folder))
    await cp(env.media.folder, path.join(unfinished, "media"), {
      recursive: true,
      filter: (file) => !file.endsWith(".part"),
    });
  const secrets = (await readdir("data").catch(() => [])).filter((file) => file.endsWith("-secret"));
  for (const secret of secrets) await cp(path.join("data", secret), path.join(unfinished, secret));
  for (const file of await readdir(unfinished, { recursive: true }))
    await onDisk(path.join(unfinished, file));
  await rename(unfinished, folder);
} catch (error) {
  await rm(unfinished, { recursive: true, force: true });
  const isFull =
    error instanceof Error && "code" in error && /^(ENOSPC|SQLITE_FULL)$/.test(String(error.code));
  throw isFull ? new CannotRun(`There is no room for the copy at ${folder}.`) : error;
}
console.log(`Copied to ${folder}.`);
if (env.media.kind === "bucket")
  console.log(`Files of shops are in the bucket ${env.media.name}, and stay there.`);
