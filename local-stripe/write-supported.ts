import { writeFileSync } from "node:fs";
import { loadContract } from "./contract/contract";
import { supported } from "./supported";

writeFileSync(new URL("./SUPPORTED.md", import.meta.url), supported(await loadContract()));
