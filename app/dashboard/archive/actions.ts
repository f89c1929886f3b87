"use server";
import { redirect } from "next/navigation";
import { requestArchive } from "@/domain/archive/request-archive";
import type { FormState } from "@/app/form-state";
import { getTranslations } from "@/i18n/translations";
import { formContext } from "../choose-shop";

export async function makeArchive(shopId: string): Promise<FormState> {
  const { ctx, shop } = await formContext(shopId, "/dashboard/archive", "archive");
  const outcome = await requestArchive(ctx, shop.accountId);
  // Somebody was a moment faster: then the page shows how far theirs is.
  if (outcome.ok || outcome.reason === "being-made") redirect("/dashboard/archive");
  const t = await getTranslations("archive.refused");
  return { message: t(outcome.reason) };
}
