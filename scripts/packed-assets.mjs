// What the build made for browsers and the demo world's pictures, packed once: next to each file stands the same for
// browsers that take it packed.
// Served by integrations/packed-assets.ts.
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = ".next/packed";
/** Below this, what is saved is less than what is said about it. */
const leastBytes = 1024;

export function packAssets() {
  rmSync(folder, { recursive: true, force: true });
  cpSync(".next/static", `${folder}/_next/static`, { recursive: true });
  cpSync("public/demo", `${folder}/demo`, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.(js|css|svg|json)$/.test(file) || statSync(file).size < leastBytes) continue;
    const content = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  }
}
