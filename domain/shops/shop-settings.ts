// What a shop has set, for those who may change it; and what every shopper may know of who sells to them.
import { eq } from "drizzle-orm";
import { accounts, connectedAccounts, merchants } from "@/db/schema/accounts";
import { canReceiveMoney, type TransferStatus } from "@/domain/accounts/rules";
import type { Core } from "@/domain/context";
import type { ShopFacts } from "./shop-rules";

export type ShopSettings = ShopFacts & {
  handle: string;
  country: string;
  currency: string;
  /** Beside its own. */
  otherCurrencies: string[];
  commissionBasisPoints: number;
  /** What Stripe says of its own account there; undefined while it has none, and the platform keeps its money. */
  transfers: TransferStatus | undefined;
  canBePaid: boolean;
};

/** Undefined for whatever is no shop. Who may ask is the caller's business. */
export async function shopSettings(core: Core, accountId: string): Promise<ShopSettings | undefined> {
  const [row] = await core.db
    .select({ account: accounts, merchant: merchants, transfers: connectedAccounts.transfers })
    .from(merchants)
    .innerJoin(accounts, eq(accounts.id, merchants.accountId))
    .leftJoin(connectedAccounts, eq(connectedAccounts.accountId, merchants.accountId))
    .where(eq(merchants.accountId, accountId));
  if (!row) return undefined;
  const { handle, name, bio, avatarUrl, bannerUrl } = row.account;
  const { accountId: _, createdAt: __, handlingDays: ___, ...merchant } = row.merchant;
  const receiver = row.transfers === null ? undefined : { transfers: row.transfers };
  return {
    handle,
    name,
    bio,
    avatarUrl,
    bannerUrl,
    ...merchant,
    transfers: receiver?.transfers,
    canBePaid: canReceiveMoney(receiver, merchant.canBePaid),
  };
}

/** Who sells: shown to shoppers before they buy (EU: Consumer Rights Directive, art. 6; US: INFORM Consumers Act). */
export type SellerFacts = Pick<
  ShopFacts,
  "legalName" | "address" | "supportEmail" | "website" | "returnPolicy"
>;

export async function sellerFacts(core: Core, accountId: string): Promise<SellerFacts | undefined> {
  const [seller] = await core.db
    .select({
      legalName: merchants.legalName,
      address: merchants.address,
      supportEmail: merchants.supportEmail,
      website: merchants.website,
      returnPolicy: merchants.returnPolicy,
    })
    .from(merchants)
    .where(eq(merchants.accountId, accountId));
  return seller;
}
