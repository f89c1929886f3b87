// Who may import whom, and other things that a reader of ARCHITECTURE.md may rely on.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { missingFrom, readLock } from "./scripts/complete-lock.mjs";

/** What each part may import; after the bar, what it may import the types of. Arrows only point down. */
const arrows: Record<string, string> = {
  app: "components domain integrations db env i18n messages tailwind.config jobs",
  spans: "",
  server: "webhooks integrations env spans i18n/locale i18n/country",
  webhooks: "domain integrations db env",
  instrumentation: "jobs integrations/log",
  jobs: "domain integrations db env spans",
  components: "i18n domain/rules | domain db/schema",
  i18n: "messages domain/rules | domain",
  messages: "| domain",
  integrations:
    "env spans domain/rules messages components/ui/money db/schema/leases db/statement db/index | domain db/schema", // mails show amounts as pages do
  domain: "db/schema db/id db/statement | db",
  db: "env/db-index spans | env",
  env: "",
  "local-stripe": "",
  e2e: "domain db env",
  bench: "domain db env scripts integrations messages",
  chaos: "jobs domain integrations db env scripts local-stripe",
  scripts: "domain db env messages integrations | components",
};

/** Between the nouns of domain/: each imports those named here, never the other way round. */
const nouns: Record<string, string> = {
  accounts: "mail",
  leases: "",
  mail: "leases",
  shops: "accounts mail leases",
  channels: "shops accounts mail leases",
  catalog: "channels shops accounts",
  promotions: "catalog channels shops accounts",
  timeline: "promotions catalog channels shops accounts",
  payments: "accounts",
  orders: "payments catalog channels shops accounts mail",
  measurement: "shops",
  archive: "catalog channels shops accounts mail",
  donations: "payments accounts mail",
  ledger: "payments",
  checkout: "orders donations ledger payments catalog channels accounts mail leases",
  audit: "orders ledger payments",
  clock: "shops",
  operator: "checkout channels shops mail leases",
};

/** Pure files of the domain, which components may use too: rules, views, and the words for money and time. */
const isPure = (file: string) =>
  /^domain\/(money|time|outcome|accounts\/countries)\.ts$/.test(file) ||
  /^domain\/.+\/[a-z-]*(rules|views)\.ts$/.test(file);

/** Packages that would tie the domain to a framework, to Stripe or to one engine. */
const notForTheDomain =
  /^(next|next-auth|next-intl|react|react-dom|use-intl|stripe|@stripe\/.+|pg|better-sqlite3|nodemailer|pino)(\/|$)/;

/** Everything else asks env.ts. These come before it, or beside it. */
const readersOfTheEnvironment =
  /^(env\.ts|instrumentation\.ts|next\.config\.js|(playwright|vitest)\.config\.ts|local-stripe\/main\.ts|(scripts|e2e|bench)\/.+)$/;

const forTests = (file: string) => /\.test\.tsx?$|(^|\/)testing[^/]*\.ts$/.test(file);

type Import = { from: string; to: string; isType: boolean };

const root = import.meta.dirname;
const ignored = new Set([
  "node_modules",
  ".next",
  ".git",
  "data",
  "public",
  "test-results",
  "playwright-report",
]);

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : filesUnder(file);
    return [file];
  });
}

const files = filesUnder("");
const sources = files.filter((file) => /\.(ts|tsx|mjs|js)$/.test(file) && !file.endsWith(".d.ts"));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

function importsOf(file: string): Import[] {
  const source = read(file);
  const { staticImports, staticExports, dynamicImports } = parseSync(file, source).module;
  const found = [
    ...staticImports.map(({ moduleRequest, entries }) => ({
      name: moduleRequest.value,
      isType: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ name: moduleRequest.value, isType }] : [],
      ),
    ),
    ...dynamicImports.map(({ moduleRequest }) => ({
      name: source.slice(moduleRequest.start + 1, moduleRequest.end - 1),
      isType: false,
    })),
  ];
  return found.map(({ name, isType }) => ({ from: file, to: resolved(file, name), isType }));
}

/** A file of ours by its path, or a package by its name. */
function resolved(from: string, name: string): string {
  const place = name.startsWith("@/")
    ? name.slice(2)
    : name.startsWith(".")
      ? path.posix.join(path.posix.dirname(from), name)
      : undefined;
  if (place === undefined) return name;
  const endings = ["", ".ts", ".tsx", ".js", ".mjs", ".d.ts", "/index.ts"];
  return endings.map((ending) => place + ending).find((file) => files.includes(file)) ?? place;
}

const imports = sources.flatMap(importsOf);
const ours = imports.filter(({ to }) => sources.includes(to));

const partOf = (file: string) => file.split("/")[0]?.replace(/\..+$/, "") ?? "";
const nounOf = (file: string) => /^domain\/([^/]+)\//.exec(file)?.[1];

function isAllowed(one: Import): boolean {
  const [values = "", types = ""] = (arrows[partOf(one.from)] ?? "").split("|");
  return wordsOf(`${values} ${one.isType ? types : ""}`).some((word) => means(word, one));
}

const wordsOf = (row: string) => row.split(/[ |]+/).filter(Boolean);

/** Whether a word of the table stands for what is imported here. */
function means(word: string, { from, to }: Import): boolean {
  if (word === "domain/rules") return isPure(to);
  if (word === "env/db-index") return to === "env.ts" && (from === "db/index.ts" || isChoiceOfEngine(from));
  if (word === "db" && !["scripts", "e2e", "chaos"].includes(partOf(from)))
    return to.startsWith("db/schema/") || /^db\/(index|id|open|statement)\.ts$/.test(to);
  return to === `${word}.ts` || to.startsWith(`${word}/`);
}

/** Both are told by the settings which engine the tables are made for. */
const isChoiceOfEngine = (file: string) => file === "db/columns.ts" || file === "db/drizzle.config.ts";

const say = ({ from, to, isType }: Import) => `${from} imports ${isType ? "types of " : ""}${to}`;

describe("who may import whom", () => {
  test("arrows between the parts only point down", () => {
    const between = ours.filter(
      ({ from, to }) => partOf(from) in arrows && !forTests(from) && partOf(to) !== partOf(from),
    );
    expect(between.filter((one) => !isAllowed(one)).map(say)).toEqual([]);
    const idle = Object.entries(arrows).flatMap(([part, row]) =>
      wordsOf(row).flatMap((word) =>
        between.some((one) => partOf(one.from) === part && means(word, one)) ? [] : [`${part} -> ${word}`],
      ),
    );
    expect(idle, "what no file imports is not in the table").toEqual([]);
  });

  test("nothing imports app, e2e, scripts, bench or chaos, not even a test", () => {
    const isEnd = (file: string) => /^(app|e2e|scripts|bench|chaos)\//.test(file);
    // Measurements and walks are played by the commands, and use what the commands use.
    const isPlayed = ({ from, to }: Import) => /^(bench|chaos)\//.test(from) && to.startsWith("scripts/");
    const wrong = ours.filter(
      (one) =>
        isEnd(one.to) &&
        partOf(one.to) !== partOf(one.from) &&
        one.from !== "architecture.test.ts" &&
        !isPlayed(one),
    );
    expect(wrong.map(say)).toEqual([]);
  });

  test("only the product's tests and the walk of chance know the local Stripe", () => {
    const wrong = ours.filter(
      ({ from, to }) =>
        partOf(to) === "local-stripe" && !["local-stripe", "chaos"].includes(partOf(from)) && !forTests(from),
    );
    expect(wrong.map(say)).toEqual([]);
  });

  test("the nouns of the domain point down too", () => {
    const wrong = ours.filter(({ from, to }) => {
      const [mine, other] = [nounOf(from), nounOf(to)];
      if (!mine || !other || mine === other || forTests(from)) return false;
      return !(nouns[mine] ?? "").split(" ").includes(other);
    });
    expect(wrong.map(say)).toEqual([]);
    const unknown = new Set(sources.map(nounOf).filter((noun) => noun && !(noun in nouns)));
    expect([...unknown], "a new noun needs its line in the table").toEqual([]);
    const used = new Set(
      ours.filter(({ from }) => !forTests(from)).map(({ from, to }) => `${nounOf(from)} ${nounOf(to)}`),
    );
    const idle = Object.entries(nouns).flatMap(([mine, others]) =>
      others
        .split(" ")
        .flatMap((other) => (other === "" || used.has(`${mine} ${other}`) ? [] : [`${mine} -> ${other}`])),
    );
    expect(idle, "what no file imports is not in the table").toEqual([]);
  });

  test("the domain knows no framework, no Stripe and no engine", () => {
    const wrong = imports.filter(
      ({ from, to }) => partOf(from) === "domain" && !forTests(from) && notForTheDomain.test(to),
    );
    expect(wrong.map(say)).toEqual([]);
  });

  test("components/ui could ship in another product", () => {
    const wrong = ours.filter(
      ({ from, to }) =>
        from.startsWith("components/ui/") && !to.startsWith("components/ui/") && to !== "domain/money.ts",
    );
    expect(wrong.map(say)).toEqual([]);
  });

  test("no file imports itself by a detour", () => {
    expect(cycles()).toEqual([]);
  });
});

/** Rings of files that import each other, types left out: those are gone when the program runs. */
function cycles(): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to, isType } of ours) if (!isType) targets.set(from, [...(targets.get(from) ?? []), to]);
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: string[]) => {
    const start = way.indexOf(file);
    if (start >= 0) found.push([...way.slice(start), file].join(" -> "));
    if (start >= 0 || done.has(file)) return;
    for (const to of targets.get(file) ?? []) visit(to, [...way, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}

type Package = Record<"dependencies" | "devDependencies", Record<string, string>>;
const packageIn = (file: string): Package => JSON.parse(read(file));

test.each(["package.json", "local-stripe/package.json"])("%s names exact versions alone", (file) => {
  const { dependencies, devDependencies } = packageIn(file);
  const named = Object.entries({ ...dependencies, ...devDependencies });
  expect(named.filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

describe("local-stripe/ could be published by itself", () => {
  const its = packageIn("local-stripe/package.json");
  const isDuringDevelopment = (file: string) =>
    forTests(file) || /\.spec\.ts$|^local-stripe\/(contract|conformance)\//.test(file);
  const nameOf = (to: string) => to.split("/", to.startsWith("@") ? 2 : 1).join("/");

  test("its imports are Node's, its own files and the packages that it names", () => {
    const wrong = imports.filter(({ from, to }) => {
      if (partOf(from) !== "local-stripe" || to.startsWith("node:") || to.startsWith("local-stripe/"))
        return false;
      const name = nameOf(to);
      return !(name in its.dependencies) && !(isDuringDevelopment(from) && name in its.devDependencies);
    });
    expect(wrong.map(say)).toEqual([]);
    const used = new Set(
      imports.filter(({ from }) => partOf(from) === "local-stripe").map(({ to }) => nameOf(to)),
    );
    const named = Object.keys({ ...its.dependencies, ...its.devDependencies });
    expect(named.filter((name) => !used.has(name))).toEqual([]);
  });

  test("its packages are the ones that it is tested with here", () => {
    const here = packageIn("package.json");
    expect({ ...here.dependencies, ...here.devDependencies }).toMatchObject({
      ...its.dependencies,
      ...its.devDependencies,
    });
  });
});

test("only env.ts reads the environment", () => {
  const readers = sources.filter((file) => {
    if (readersOfTheEnvironment.test(file) || forTests(file)) return false;
    return read(file)
      .split("\n")
      .some((line) => line.includes("process.env") && !/^\s*(\/\/|\*|\/\*)/.test(line));
  });
  expect(readers).toEqual([]);
});

test("server actions stand in files of their own, where they capture nothing that would have to be hidden", () => {
  const inline = sources.filter((file) =>
    read(file)
      .split("\n")
      .some((line, at) => at > 0 && /^\s*["']use server["']/.test(line)),
  );
  expect(inline).toEqual([]);
});

test("dates are written by domain/time.ts alone, which knows the French 1er", () => {
  const writers = sources.filter(
    (file) =>
      /^(app|components|domain|integrations)\//.test(file) &&
      /Intl\.DateTimeFormat\(|toLocale(Date|Time)?String\(|\.dateTime\(/.test(read(file)),
  );
  expect(writers).toEqual(["domain/time.ts"]);
});

test("what is sent from the dashboard acts for the shop that it was sent from, not for the one chosen last", () => {
  const sent = sources.filter((file) => /^app\/dashboard\/.*(actions|upload\/route)\.ts$/.test(file));
  expect(sent.length).toBeGreaterThan(10);
  const forgetful = sent.filter((file) => /\b(shopContext|currentShop)\(/.test(read(file)));
  expect(forgetful).toEqual([]);
});

test("every area of words exists in both languages and is registered", () => {
  const areas = (language: string) =>
    files
      .filter((file) => file.startsWith(`messages/${language}/`))
      .map((file) => path.posix.basename(file, ".ts"))
      .toSorted();
  expect(areas("fr")).toEqual(areas("en"));
  const registered = ours.filter(({ from }) => from === "messages/index.ts").map(({ to }) => to);
  const all = files.filter((file) => /^messages\/(en|fr)\//.test(file));
  expect(registered.filter((file) => all.includes(file)).toSorted()).toEqual(all.toSorted());
});

describe("what is written about the project is true", () => {
  const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].filter((file) =>
    files.includes(file),
  );

  test.each(documents)("every path that %s names exists", (document) => {
    const words = [...read(document).matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? "");
    const tree = [...read(document).matchAll(/^ {0,4}([\w@.[\]()-]+(?:\/[\w@.[\]()-]*)*) {2,}/gm)].map(
      (match) => match[1] ?? "",
    );
    const links = [...read(document).matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? "");
    const isPath = (word: string) =>
      /^[\w@.[\]()-]+(\/[\w@.[\]()-]*)+$|\.(ts|tsx|md|mjs|js|json)$/.test(word);
    const named = [...words.filter(isPath), ...tree.filter(isPath), ...links];
    const generated = /^(data|node_modules|\.next)(\/|$)/;
    // A bare name, such as `queries.ts`, stands for any file of that name.
    const exists = (one: string) =>
      existsSync(path.join(root, one)) ||
      (!one.includes("/") && files.some((file) => path.posix.basename(file) === one));
    const gone = named.filter((one) => !generated.test(one) && !/[<*{]/.test(one) && !exists(one));
    expect(gone).toEqual([]);
  });

  test("the page of components shows every component of components/ui", () => {
    const shown = imports.filter(({ from }) => from.startsWith("app/styleguide/")).map(({ to }) => to);
    // A notice is there already: this one takes the focus from whoever opens the page.
    const withoutLooks = ["components/ui/done-notice.tsx", "components/ui/reread.tsx"];
    const components = files.filter((file) => /^components\/ui\/.*\.tsx?$/.test(file));
    expect(components.filter((file) => !shown.includes(file))).toEqual(withoutLooks);
  });

  test(".env.example names exactly the settings that env.ts reads", () => {
    const settings = [...read("env.ts").matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1] ?? "");
    const named = [...read(".env.example").matchAll(/^# ([A-Z][A-Z_]+)=/gm)].map((match) => match[1] ?? "");
    // NODE_ENV is set by the commands themselves.
    expect(named.toSorted()).toEqual(settings.filter((name) => name !== "NODE_ENV").toSorted());
  });

  test("the lock file names the optional packages of every platform", () => {
    expect(missingFrom(readLock(path.join(root, "package-lock.json")))).toEqual([]);
  });
});
