"use server";
import { redirect } from "next/navigation";
import { chooseShop } from "./choose-shop";
import { allMyShops } from "./shop-context";

/** Of somebody else's shop nothing is remembered: the one before stays. */
export async function choose(form: FormData): Promise<void> {
  const shops = await allMyShops();
  const chosen = shops.find(({ accountId }) => accountId === form.get("shop"));
  if (chosen) await chooseShop(chosen.accountId);
  redirect("/dashboard");
}
