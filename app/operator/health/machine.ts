// What this machine and its processes say, for the page beside it.
import { statfs } from "node:fs/promises";
import path from "node:path";
import { env } from "@/env";
import { countedTogether } from "@/integrations/counted-together";

export type Machine = {
  disk: { freeBytes: number; totalBytes: number };
  /** How many processes serve, and answer when they are asked. */
  running: number;
  upMinutes: number;
};

export async function machine(): Promise<Machine> {
  const folder = env.engine === "sqlite" ? path.dirname(env.databaseUrl.slice("file:".length)) : ".";
  const { bavail, blocks, bsize } = await statfs(folder);
  const [, running] = /^merle_web_processes (\d+)/m.exec(await countedTogether()) ?? [];
  return {
    disk: { freeBytes: bavail * bsize, totalBytes: blocks * bsize },
    running: Number(running ?? 0),
    upMinutes: Math.round(process.uptime() / 60),
  };
}
