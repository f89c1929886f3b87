// What npm run bench compares pages for visitors with: an answer that Next made when it was built.
export const dynamic = "force-static";

const page = `<!doctype html><title>Hello</title>${"<p>As long as a timeline.</p>".repeat(1_500)}`;

export const GET = (): Response => new Response(page, { headers: { "content-type": "text/html" } });
