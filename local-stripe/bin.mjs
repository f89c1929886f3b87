#!/usr/bin/env node
// The server as a command. It is written in TypeScript, which Node does not read in packages by itself.
import { tsImport } from "tsx/esm/api";

await tsImport("./main.ts", import.meta.url);
