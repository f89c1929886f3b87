// Remembers in the browser which shop was chosen, for those who work for several. Only in actions and route handlers.
import { cookies } from "next/headers";
import { env } from "@/env";
import { shopCookie } from "./shop-context";

const aYearSeconds = 365 * 24 * 60 * 60;

export async function chooseShop(accountId: string): Promise<void> {
  (await cookies()).set(shopCookie, accountId, {
    path: "/",
    maxAge: aYearSeconds,
    httpOnly: true,
    sameSite: "lax",
    secure: env.publicUrl.startsWith("https:"),
  });
}
