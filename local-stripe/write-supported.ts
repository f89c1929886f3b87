import { writeFileSync } from "node:fs";
import { supported } from "./supported";

writeFileSync(new URL("./SUPPORTED.md", import.meta.url), supported());
