// Draws the demo world's pictures in the widths in which pages ask for them, beside the whole ones, from the project's
// root: node --import tsx scripts/demo/pictures/smaller.mjs. The same as integrations/pictures.ts does of an upload.
import { readdirSync } from "node:fs";
import sharp from "sharp";
import { pictureAt, smallerWidths } from "../../../domain/shops/picture-rules.ts";

for (const folder of ["causes", "photos", "products"])
  for (const file of readdirSync(`public/demo/${folder}`)) {
    if (/\.\d+\.webp$/.test(file)) continue;
    const url = `/demo/${folder}/${file}`;
    for (const width of smallerWidths)
      await sharp(`public${url}`)
        .resize({ width })
        .webp({ effort: 6 })
        .toFile(`public${pictureAt(width, url)}`);
  }
