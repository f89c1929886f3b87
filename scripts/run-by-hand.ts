// Loaded first by what people run by hand: reads `.env`, as npm start does, and turns what they can put right
// into one sentence. Settings are checked while modules load, so only a handler that is there before sees it.
import { existsSync } from "node:fs";

if (existsSync(".env")) process.loadEnvFile(".env");
process.env.LOG_LEVEL ||= "error"; // what it has to say is said in sentences

const sayable = ["SettingsError", "DatabaseIsNewer", "CannotRun"];

process.once("uncaughtException", (error) => {
  console.error(sayable.includes(error.name) ? error.message : error);
  process.exit(1);
});

/** Something that the person at the keyboard can put right; the message is the whole of what they read. */
export class CannotRun extends Error {
  override name = "CannotRun";
}
