import { notFound } from "next/navigation";

// Next's own default does the same. It is written down because `npm run dev` matches every address with the catch-all of
// @sheet, and answers none whose other slots have neither a page nor a default in a file.
export default function NoPage(): never {
  notFound();
}
