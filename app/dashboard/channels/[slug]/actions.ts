"use server";
// A shop connects to a channel.
import { redirect } from "next/navigation";
import { z } from "zod";
import type { FormState } from "@/app/form-state";
import { connectChannel } from "@/domain/channels/connect-channel";
import { termsVersion } from "@/domain/channels/platform-rules";
import { getTranslations } from "@/i18n/translations";
import { formContext } from "../../choose-shop";

const Connect = z.object({ slug: z.string().min(1).max(80), agreed: z.literal("yes").optional() });

export async function connect(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { slug, agreed } = Connect.parse(Object.fromEntries(form));
  const path = `/dashboard/channels/${encodeURIComponent(slug)}`;
  const { ctx, shop } = await formContext(shopId, path, "edit-channels");
  const t = await getTranslations("channels.shop");
  if (!agreed) return { message: t("agreeMissing") };
  const outcome = await connectChannel(ctx, { merchantId: shop.accountId, slug, terms: termsVersion });
  if (!outcome.ok) return { message: t(`refused.${outcome.reason}`) };
  return redirect(`${path}?done=connected`);
}
