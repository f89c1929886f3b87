// Choose the language of one's mails; the pages follow the browser's cookie. Undo: choose another.
import { eq } from "drizzle-orm";
import { people } from "@/db/schema/accounts";
import { type Core, type Locale, personOf } from "@/domain/context";

/** Does nothing for guests, who have no mails but those of the language they buy in. */
export async function chooseLanguage(ctx: Core, { locale }: { locale: Locale }): Promise<void> {
  const person = personOf(ctx);
  if (!person) return;
  await ctx.db.update(people).set({ locale }).where(eq(people.id, person.personId));
}
