import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import type { MediaStore } from "@/domain/shops/media-store";
import { readEnv } from "@/env";
import { type Bucket, bucketStore } from "./bucket";
import { folderStore } from "./folder";
import { memoryStore } from "./testing-memory";

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "merle-media-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** As much of S3 as we ask of it: it wants a signature and a length, and knows one bucket. */
async function standInBucket(): Promise<Bucket> {
  const objects = new Map<string, { content: Buffer; at: Date }>();
  const answer = (
    { method, url = "", headers }: IncomingMessage,
    content: Buffer,
    response: ServerResponse,
  ) => {
    const isSigned = headers.authorization?.startsWith("AWS4-HMAC-SHA256 Credential=KEY/");
    if (!isSigned) return response.writeHead(403).end("<Code>AccessDenied</Code>");
    if (!/^\/shops[/?]/.test(url)) return response.writeHead(404).end("<Code>NoSuchBucket</Code>");
    if (method === "DELETE") {
      objects.delete(url);
      return response.writeHead(204).end();
    }
    const { pathname, searchParams } = new URL(url, "http://bucket");
    if (searchParams.get("list-type") === "2") return response.end(listOf(objects, searchParams));
    if (method === "GET") {
      const object = objects.get(pathname);
      return object ? response.end(object.content) : response.writeHead(404).end("<Code>NoSuchKey</Code>");
    }
    if (headers["content-length"] === undefined) return response.writeHead(411).end();
    objects.set(url, { content, at: new Date() });
    return response.end();
  };
  const server = createServer((request, response) => {
    void buffer(request).then((content) => answer(request, content, response));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keys = { accessKeyId: "KEY", secretAccessKey: "SECRET" };
  return { endpoint, name: "shops", region: "eu-west-3", ...keys };
}

/** Two at a time, so that it takes several questions. */
function listOf(objects: Map<string, { at: Date }>, asked: URLSearchParams): string {
  const all = [...objects]
    .map(([url, { at }]) => ({ key: url.replace("/shops/", ""), at }))
    .filter(({ key }) => key.startsWith(asked.get("prefix") ?? "") && key > (asked.get("start-after") ?? ""))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const listed = all
    .slice(0, 2)
    .map(
      ({ key, at }) =>
        `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified></Contents>`,
    );
  return `<ListBucketResult><IsTruncated>${all.length > 2}</IsTruncated>${listed.join("")}</ListBucketResult>`;
}

const stores: [string, () => Promise<MediaStore>][] = [
  ["a folder", async () => folderStore(await emptyFolder())],
  ["a bucket", async () => bucketStore(await standInBucket())],
  ["the memory of a test", async () => memoryStore()],
];

const bytes = (words: string) => new TextEncoder().encode(words);

describe.each(stores)("%s", (_, make) => {
  async function wordsAt(store: MediaStore, name: string): Promise<string | undefined> {
    const file = await store.read(name);
    if (!file) return undefined;
    const words = await text(file.content);
    expect(file.bytes).toBe(bytes(words).length);
    return words;
  }

  test("gives back what it was given, whole or in pieces, and the newer one", async () => {
    const store = await make();
    await store.put("pictures/a.webp", bytes("first"), "image/webp");
    await store.put("pictures/a.webp", bytes("second"), "image/webp");
    async function* pieces() {
      for (const piece of ["sku,", "price\n", "mug,24"]) yield bytes(piece);
    }
    await store.put("imports/SHOP/catalogue.csv", pieces(), "text/csv");
    expect(await wordsAt(store, "pictures/a.webp")).toBe("second");
    expect(await wordsAt(store, "imports/SHOP/catalogue.csv")).toBe("sku,price\nmug,24");
  });

  test("says when nothing is there, and removes what is not there without a word", async () => {
    const store = await make();
    await store.put("pictures/a.webp", bytes("first"), "image/webp");
    await store.remove("pictures/a.webp");
    await store.remove("pictures/a.webp");
    expect(await store.read("pictures/a.webp")).toBeUndefined();
  });

  test("tells what nobody has written to since an hour that is named", async () => {
    const store = await make();
    const untouched = async (folder: string, since: Date) => {
      const found: string[] = [];
      for await (const name of store.untouchedSince(folder, since)) found.push(name);
      return found.toSorted();
    };
    const names = ["imports/SHOP/a.csv", "imports/SHOP/b.csv", "imports/OTHER/c.csv"];
    for (const name of [...names, "pictures/a.webp"]) await store.put(name, bytes("first"), "text/csv");
    expect(await untouched("imports", new Date(Date.now() + 60_000))).toEqual(names.toSorted());
    expect(await untouched("imports", new Date(Date.now() - 60_000))).toEqual([]);
    expect(await untouched("archives", new Date(Date.now() + 60_000))).toEqual([]);
  });

  test("lets no path lead out of it", async () => {
    const store = await make();
    for (const name of [
      "../merle.db",
      "pictures/../../merle.db",
      "/etc/passwd",
      "pictures//a",
      "pictures/..",
    ])
      await expect(store.put(name, bytes("mine"), "text/plain")).rejects.toThrow("cannot be kept");
  });
});

test("a file that breaks off on its way leaves the one before, and nothing half", async () => {
  const folder = await emptyFolder();
  const store = folderStore(folder);
  await store.put("imports/a.csv", bytes("whole"), "text/csv");
  const breaking = Readable.from(
    (async function* () {
      yield bytes("ha");
      throw new Error("the line is cut");
    })(),
  );
  await expect(store.put("imports/a.csv", breaking, "text/csv")).rejects.toThrow("the line is cut");
  const file = await store.read("imports/a.csv");
  expect(file && (await text(file.content))).toBe("whole");
  expect(await readdir(path.join(folder, "imports"))).toEqual(["a.csv"]);
});

test("what a process had half written when it was killed goes when the file is written anew", async () => {
  const folder = await emptyFolder();
  const store = folderStore(folder);
  await store.put("archives/a.zip", bytes("before"), "application/zip");
  const half = path.join(folder, "archives", "a.zip.b2c0.part");
  const fresh = path.join(folder, "archives", "a.zip.77aa.part");
  const another = path.join(folder, "archives", "b.zip.b2c0.part");
  for (const file of [half, fresh, another]) await writeFile(file, "ha");
  const longAgo = new Date(Date.now() - 5 * 60_000);
  for (const file of [half, another]) await utimes(file, longAgo, longAgo);
  await store.put("archives/a.zip", Readable.from([bytes("whole")]), "application/zip");
  expect((await readdir(path.join(folder, "archives"))).toSorted()).toEqual([
    "a.zip",
    "a.zip.77aa.part",
    "b.zip.b2c0.part",
  ]);
  const untouched: string[] = [];
  for await (const name of store.untouchedSince("archives", new Date(Date.now() - 60_000)))
    untouched.push(name);
  expect(untouched).toEqual(["archives/b.zip.b2c0.part"]);
});

test("what waited for a bucket when its process was killed goes a day later, what waits now does not", async () => {
  const store = bucketStore(await standInBucket());
  const [killed, waiting] = ["old", "new"].map((age) =>
    path.join(tmpdir(), `merle-${age}-${randomUUID()}.part`),
  );
  for (const file of [killed!, waiting!]) await writeFile(file, "ha");
  onTestFinished(() => rm(waiting!));
  const yesterday = new Date(Date.now() - 25 * 60 * 60_000);
  await utimes(killed!, yesterday, yesterday);
  await store.put("archives/a.zip", Readable.from([bytes("whole")]), "application/zip");
  expect(await readdir(tmpdir())).toContain(path.basename(waiting!));
  expect(await readdir(tmpdir())).not.toContain(path.basename(killed!));
});

test("a bucket that says no is a fault that names what was asked, and is not taken for an empty one", async () => {
  const bucket = await standInBucket();
  const stranger = bucketStore({ ...bucket, accessKeyId: "OTHER" });
  await expect(stranger.read("pictures/a.webp")).rejects.toThrow(
    /shops answered 403 to GET \/pictures\/a.webp/,
  );
  const elsewhere = bucketStore({ ...bucket, name: "gone" });
  await expect(elsewhere.read("pictures/a.webp")).rejects.toThrow("NoSuchBucket");
});

test("MEDIA_URL names a folder or a bucket; without it, a folder beside the database", () => {
  const mediaOf = (MEDIA_URL: string, DATABASE_URL = "file:/srv/merle/merle.db") =>
    readEnv({ MEDIA_URL, DATABASE_URL }).media;
  expect(mediaOf("")).toEqual({ kind: "folder", folder: "/srv/merle/media" });
  expect(mediaOf("", "postgres://merle@db/merle")).toEqual({
    kind: "folder",
    folder: path.resolve("data/media"),
  });
  expect(mediaOf("file:/var/media")).toEqual({ kind: "folder", folder: "/var/media" });
  expect(mediaOf("s3://KEY:a%2Fb@s3.eu-west-3.amazonaws.com/shops?region=eu-west-3")).toEqual({
    kind: "bucket",
    endpoint: "https://s3.eu-west-3.amazonaws.com",
    name: "shops",
    region: "eu-west-3",
    accessKeyId: "KEY",
    secretAccessKey: "a/b",
  });
  expect(mediaOf("s3+http://KEY:SECRET@minio:9000/shops")).toMatchObject({ endpoint: "http://minio:9000" });
  for (const wrong of ["/var/media", "s3://minio/shops", "s3://KEY:a/b@minio/shops", "https://minio/shops"])
    expect(() => mediaOf(wrong)).toThrow("MEDIA_URL must be file:FOLDER or s3://");
});
