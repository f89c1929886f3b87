// Who is in the demo world: accounts, those who sign in, shops with their owners, non-profits with their causes.
import { newId } from "@/db/id";
import { accounts, members, merchants, nonprofits, people } from "@/db/schema/accounts";
import { deliveryMethods, taxRates } from "@/db/schema/catalog";
import { causes } from "@/db/schema/donations";
import { hashPassword } from "@/domain/accounts/passwords";
import type { Core } from "@/domain/context";
import { type DemoFile, demoFile } from "./demo-files";

const demoPassword = "merle-demo";
const operatorHandle = "ops";
const commissionBasisPoints = 500;

const noonOf = (day: string) => new Date(`${day}T12:00:00Z`);

export type Accounts = {
  /** The account with this handle. Throws when there is none. */
  idOf(handle: string): string;
  joinedAt(handle: string): Date;
};

export async function seedAccounts({ db }: Core): Promise<Accounts> {
  const rows = demoFile("people.json").map(({ kind, handle, name, bio, city, ...account }) => {
    const createdAt = noonOf(account.joinedOn);
    return {
      id: newId(createdAt),
      kind,
      handle,
      name,
      bio,
      avatarUrl: account.avatar,
      bannerUrl: account.banner ?? null,
      place: city,
      verifiedAt: account.verified ? createdAt : null,
      createdAt,
    };
  });
  await db.insert(accounts).values(rows);
  const byHandle = new Map(rows.map((row) => [row.handle, row]));
  const find = (handle: string) => {
    const row = byHandle.get(handle);
    if (!row) throw new Error(`The demo world has no account @${handle}`);
    return row;
  };
  return { idOf: (handle) => find(handle).id, joinedAt: (handle) => find(handle).createdAt };
}

/** Those with an e-mail sign in, all with the same password. Returns the id of each person by handle. */
export async function seedPeople({ db }: Core, known: Accounts): Promise<Map<string, string>> {
  const passwordHash = await hashPassword(demoPassword);
  const rows = demoFile("people.json").flatMap(({ handle, email, lang, country }) => {
    if (email === undefined) return [];
    const createdAt = known.joinedAt(handle);
    return {
      id: newId(createdAt),
      accountId: known.idOf(handle),
      handle,
      email,
      emailConfirmedAt: createdAt,
      passwordHash,
      passwordChangedAt: createdAt,
      isOperator: handle === operatorHandle,
      locale: lang,
      country,
      createdAt,
    };
  });
  await db.insert(people).values(rows);
  return new Map(rows.map((row) => [row.handle, row.id]));
}

export async function seedMerchants(
  { db }: Core,
  known: Accounts,
  personIds: Map<string, string>,
): Promise<void> {
  for (const merchant of demoFile("merchants.json")) {
    const { handle, legalName, country, currency } = merchant;
    const accountId = known.idOf(handle);
    const createdAt = known.joinedAt(handle);
    const personId = personIds.get(merchant.owner);
    if (!personId) throw new Error(`@${merchant.owner}, who owns @${handle}, does not sign in`);
    await db.insert(merchants).values({
      accountId,
      legalName,
      address: {
        fullName: legalName,
        line1: merchant.street,
        city: merchant.city,
        state: merchant.state,
        postalCode: merchant.postalCode,
        country,
      },
      country,
      currency,
      otherCurrencies: merchant.otherCurrencies,
      pricesIncludeTax: merchant.pricesIncludeTax,
      supportEmail: merchant.supportEmail,
      website: merchant.website,
      returnPolicy: merchant.returnPolicy,
      timeZone: merchant.timeZone,
      canBePaid: true,
      commissionBasisPoints,
      createdAt,
    });
    await db.insert(members).values({ accountId, personId, role: "owner", createdAt });
    await db.insert(deliveryMethods).values(
      merchant.deliveryMethods.map((method) => ({
        id: newId(createdAt),
        merchantId: accountId,
        currency,
        ...deliveryOf(method),
      })),
    );
  }
}

function deliveryOf(method: DemoFile<"merchants.json">[number]["deliveryMethods"][number]) {
  const { kind, feeMinor } = method;
  if (kind === "standard") {
    const { minDays, maxDays, freeFromMinor = null, otherFees } = method;
    const countries = method.countries === "*" ? null : method.countries;
    return { kind, feeMinor, freeFromMinor, minDays, maxDays, countries, otherFees };
  }
  const { cityName, country, postalPrefixes } = method;
  const sameDay = {
    cityName,
    country,
    postalPrefixes,
    cutOffMinute: minuteOfDay(method.cutOff),
    deliveredByMinute: minuteOfDay(method.deliveredBy),
  };
  return { kind, feeMinor, freeFromMinor: null, minDays: 0, maxDays: 0, countries: [country], sameDay };
}

/** "15:00" is the 900th minute. */
function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Returns the id of each cause, by "handle/slug". */
export async function seedNonprofits({ db }: Core, known: Accounts): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const nonprofit of demoFile("nonprofits.json")) {
    const { handle, legalName, registration, country, verificationNote } = nonprofit;
    const accountId = known.idOf(handle);
    const createdAt = known.joinedAt(handle);
    const verifiedAt = noonOf(nonprofit.verifiedOn);
    await db
      .insert(nonprofits)
      .values({ accountId, legalName, registration, country, verifiedAt, verificationNote, createdAt });
    for (const {
      slug,
      title,
      description,
      currency,
      minimumMinor,
      suggestions,
      ...cause
    } of nonprofit.causes) {
      const id = newId(verifiedAt);
      ids.set(`${handle}/${slug}`, id);
      await db.insert(causes).values({
        id,
        nonprofitId: accountId,
        slug,
        title,
        description,
        imageUrl: cause.image,
        imageAlt: cause.imageAlt,
        currency,
        minimumMinor,
        suggestions,
        createdAt: verifiedAt,
      });
    }
  }
  return ids;
}

export async function seedTaxRates({ db, clock }: Core): Promise<void> {
  const { rates } = demoFile("tax-rates.json");
  await db
    .insert(taxRates)
    .values(rates.map((rate) => ({ ...rate, id: newId(clock.now()), state: rate.state ?? "" })));
}
