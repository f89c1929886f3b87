// Only for writing migrations: npm run db:generate -- --name what_it_does
import { defineConfig } from "drizzle-kit";
import { env } from "../env";

export default defineConfig({
  dialect: env.engine === "sqlite" ? "sqlite" : "postgresql",
  schema: "./db/schema/*.ts",
  out: `./db/migrations/${env.engine}`,
  casing: "snake_case",
});
