// What the programs of this folder share.
import { execFileSync } from "node:child_process";
import { run } from "../scripts/processes.mjs";

/** @param {string[]} args the file and what it is given @param {Record<string, string | undefined>} env */
const runScript = (args, env) =>
  run(args[0] ?? "", process.execPath, ["--import", "tsx", ...args], {
    env: { NODE_ENV: "production", LOG_LEVEL: "error", ...env },
    stdio: "kept",
  });

/**
 * What a script of ours answers with: its one line of JSON, also when it found problems.
 * @param {string} file @param {Record<string, string | undefined>} env
 */
export async function answerOf(file, env) {
  const { code, output } = await runScript([file], env);
  const line = output.split("\n").find((one) => /^[[{]"?/.test(one));
  if (!line) throw new Error(`${file} did not come to its end (${code}):\n${output}`);
  return JSON.parse(line);
}

/** Fills a database. @param {string} url @param {string[]} args the script, and what it is given */
export async function fill(url, ...args) {
  const { code, output } = await runScript(args, { DATABASE_URL: url });
  if (code !== 0) throw new Error(`${args[0]} did not come to its end (${code}):\n${output}`);
}

/** Makes the large world in an empty database. @param {string} url @param {number} people */
export async function fillWorld(url, people) {
  const began = performance.now();
  await fill(url, "scripts/seed.ts");
  await fill(url, "bench/world.ts", String(people));
  console.log(
    `${people} people, ${people * 10} tweets, ${people * 50} follows, ${Math.floor(people / 5)} products: made in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
}

/** The web processes among what a process started, with their resident memory in megabytes. @param {number} pid */
export function webProcessesBelow(pid) {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,rss=,args="], { encoding: "utf8" }).trim().split("\n");
  const all = lines.map((line) => {
    const [id = "0", parent = "0", kilobytes = "0", ...command] = line.trim().split(/\s+/);
    return {
      id: Number(id),
      parent: Number(parent),
      kilobytes: Number(kilobytes),
      command: command.join(" "),
    };
  });
  const below = new Set([pid]);
  for (let size = 0; size < below.size;) {
    size = below.size;
    for (const one of all) if (below.has(one.parent)) below.add(one.id);
  }
  return all
    .filter((one) => below.has(one.id) && one.command.includes("programs/server.mjs"))
    .map((one) => ({ id: one.id, megabytes: Math.round(one.kilobytes / 1024) }));
}
