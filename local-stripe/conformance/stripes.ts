import { Stripe } from "stripe";
import type { Contract } from "../contract/contract";
import { problems } from "../contract/problems";
import { bench } from "../testing";
import type { Person } from "./scenarios";

/** One answer as it came: what was asked, and which members it had. */
interface Heard {
  /** Such as `POST /v1/payment_intents/:id/confirm 200`. */
  asked: string;
  members: string[];
}

/** A Stripe that scenarios are played on. */
export interface Stage {
  name: string;
  stripe: Stripe;
  /** Every answer so far; the same question asked again and again counts once. */
  heard: Heard[];
  /** Answers that are not what the SDK's types say. */
  mismatches: string[];
  stop(): Promise<void>;
}

/**
 * The key of a sandbox, checked. Throws, in words, for every other key: this suite makes payments, refunds and
 * customers, and must never meet real money.
 */
export function sandboxKey(key: string | undefined): string | null {
  if (key === undefined || key === "") return null;
  if (/^(sk|rk)_live_/.test(key))
    throw new Error(
      "STRIPE_CONFORMANCE_KEY is a live key. This suite pays and refunds; give it a sandbox's key.",
    );
  if (!/^(sk|rk)_test_./.test(key))
    throw new Error(
      "STRIPE_CONFORMANCE_KEY must be the secret key of a Stripe sandbox: sk_test_... or rk_test_...",
    );
  return key;
}

/** The local Stripe, and whoever sits in front of its pages. */
export async function localStage(contract: Contract): Promise<Stage & { person: Person }> {
  const b = await bench();
  const server = { host: "127.0.0.1", port: b.port, protocol: "http" } as const;
  const person: Person = {
    onboard: (account) => b.order("/_local/accounts", { account, capabilities: "active" }),
    async answerBank({ id, client_secret }, outcome) {
      await fetch(`${b.origin}/hosted/3ds/${id}?client_secret=${client_secret}`, {
        method: "POST",
        body: new URLSearchParams({ outcome }),
        redirect: "manual",
      });
    },
  };
  return { ...stage("the local Stripe", "sk_test_local", contract, server, () => b.stop()), person };
}

export function sandboxStage(contract: Contract, key: string): Stage {
  return stage("Stripe's sandbox", key, contract, {}, async () => {});
}

function stage(
  name: string,
  key: string,
  contract: Contract,
  server: ConstructorParameters<typeof Stripe>[1],
  stop: () => Promise<void>,
): Stage {
  const heard: Heard[] = [];
  const mismatches: string[] = [];
  const listening: typeof fetch = async (input, init) => {
    const address = new Request(input).url;
    const response = await fetch(input, init);
    const body: unknown = JSON.parse(await response.clone().text());
    const route = `${init?.method ?? "GET"} ${routeOf(address)}`;
    const asked = `${route} ${response.status}`;
    if (heard.at(-1)?.asked !== asked) heard.push({ asked, members: membersOf(body).toSorted() });
    const [method = "", path = ""] = route.split(" ");
    const answer = contract.operation(method, path)?.answer;
    if (response.status === 200 && answer)
      mismatches.push(...problems(contract, answer, body).map((problem) => `${route}: ${problem}`));
    return response;
  };
  const stripe = new Stripe(key, {
    maxNetworkRetries: 2,
    timeout: 20_000,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(listening),
    ...server,
  });
  return { name, stripe, heard, mismatches, stop };
}

/** The address with `:id` for whatever differs between two Stripes. */
function routeOf(address: string): string {
  return new URL(address).pathname.replaceAll(/\/[a-z]{2,8}_[^/]*[A-Z0-9][^/]*/g, "/:id");
}

/**
 * The way to every member that the answer has, with the kind of its value: not the value, which is another one on
 * every Stripe. Of a list the first item stands for all.
 */
function membersOf(value: unknown, way = ""): string[] {
  if (value === null || value === undefined) return [`${way}: null`];
  if (Array.isArray(value)) return value.length === 0 ? [`${way}: list`] : membersOf(value[0], `${way}[]`);
  if (typeof value !== "object") return [`${way}: ${typeof value}`];
  // What somebody wrote into metadata is theirs, and no part of the shape.
  if (way.endsWith(".metadata")) return [`${way}: object`];
  return Object.entries(value).flatMap(([name, member]) => membersOf(member, `${way}.${name}`));
}

/** What one Stripe answered and the other did not, in words; nothing where both answered alike. */
export function differences(one: Stage, other: Stage): string[] {
  if (one.heard.map(({ asked }) => asked).join() !== other.heard.map(({ asked }) => asked).join())
    return [`${one.name} answered ${asks(one)}`, `${other.name} answered ${asks(other)}`];
  return one.heard.flatMap(({ asked, members }, index) => {
    const others = other.heard[index]?.members ?? [];
    return [
      ...members
        .filter((member) => !others.includes(member))
        .map((member) => `${asked}: only ${one.name} has ${member}`),
      ...others
        .filter((member) => !members.includes(member))
        .map((member) => `${asked}: only ${other.name} has ${member}`),
    ];
  });
}

const asks = ({ heard }: Stage) => heard.map(({ asked }) => asked).join(", ");
