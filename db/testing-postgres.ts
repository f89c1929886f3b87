// Making and dropping databases beside the one that DATABASE_URL names.
import pg from "pg";
import { env } from "@/env";

export function databaseUrl(name: string): string {
  const url = new URL(env.databaseUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

export async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: env.databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
