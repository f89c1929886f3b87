// Shows a page of our own when there is no network. That page, with its style inside and without scripts, is all that
// is ever kept: no page of anybody, no answer to a form.
const address = "/offline";

async function keepPage() {
  const page = await fetch(address, { cache: "reload" });
  if (!page.ok) throw new Error(`${address} answered ${page.status}`);
  const policy = page.headers.get("content-security-policy") ?? "";
  const [, nonce = ""] = /'nonce-([^']+)'/.exec(policy) ?? [];
  const html = await page.text();
  const links = html.match(/<link[^>]*rel="stylesheet"[^>]*>/g) ?? [];
  const sheets = links.flatMap((link) => /href="([^"]+)"/.exec(link)?.[1] ?? []);
  const styles = await Promise.all(sheets.map(async (sheet) => (await fetch(sheet)).text()));
  const alone = html
    .replace(/<script.*?<\/script>|<link[^>]*>/gs, "")
    .replace("</head>", () => `<style nonce="${nonce}">${styles.join("\n")}</style></head>`);
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
  await (await caches.open(address)).put(address, new Response(alone, { headers }));
}

async function answer(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(address)) ?? Response.error();
  }
}

self.addEventListener("install", (event) => {
  event.waitUntil(keepPage().then(() => self.skipWaiting()));
});

// The page is asked for while this script wakes up, so that nobody waits for it.
self.addEventListener("activate", (event) => event.waitUntil(self.registration.navigationPreload?.enable()));

self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate" && event.request.method === "GET") event.respondWith(answer(event));
});
