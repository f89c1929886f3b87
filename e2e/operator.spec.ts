import { and, eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { people } from "@/db/schema/accounts";
import { leases } from "@/db/schema/leases";
import { mails } from "@/db/schema/mail";
import { minutesAfter } from "@/domain/time";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";
import { core, newPerson } from "./world";

/** A mail that the mail server has not taken so far. */
async function mailThatFails(lease: { tries: number; freeAt: Date; givenUpAt?: Date }): Promise<string> {
  const now = core.clock.now();
  const id = newId(now);
  // Before the mail itself, so that nobody sends it in between.
  await core.db
    .insert(leases)
    .values({ kind: "mail", subjectId: id, lastError: "Error: connect ECONNREFUSED", ...lease });
  await core.db.insert(mails).values({
    id,
    kind: "reset-password",
    to: "ada@merle.test",
    locale: "en",
    content: { name: "Ada", url: "/reset-password?token=none" },
    eventKey: id,
    createdAt: now,
  });
  return id;
}

test("what needs a look stands at the top, with why, and a long word of an error keeps the page narrow", async ({
  page,
  signedInAs,
}) => {
  const ops = await newPerson("Olga Petrov");
  await core.db.update(people).set({ isOperator: true }).where(eq(people.id, ops.personId));
  const job = and(eq(leases.kind, "job"), eq(leases.subjectId, "forget-old-tries"));
  const why = `Error: ${"x".repeat(80)}`;
  await expect
    .poll(async () => (await core.db.update(leases).set({ lastError: why }).where(job).returning()).length)
    .toBe(1);
  await signedInAs(ops.handle);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/operator/health");
  await expect(page.getByText(/need(s)? a look\.$/)).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: why })).toHaveCount(2);
  await expect(page.getByRole("listitem").filter({ hasText: why }).first()).toBeInViewport();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await core.db.update(leases).set({ lastError: null }).where(job);
});

test("a mail server that is gone is seen while the mails wait for their next try", async ({
  page,
  signedInAs,
}) => {
  const mailId = await mailThatFails({ tries: 7, freeAt: minutesAfter(core.clock.now(), 60) });
  const ops = await newPerson("Olga Petrov");
  await core.db.update(people).set({ isOperator: true }).where(eq(people.id, ops.personId));
  await signedInAs(ops.handle);
  await page.goto("/operator/health");
  const toSend = page.getByRole("listitem").filter({ hasText: "Mails to send" }).first();
  await expect(toSend).toBeInViewport();
  await expect(toSend).toContainText(/failed, and (is|are) tried again later/);
  // Unless that of another story was given up meanwhile, which is said first.
  await expect(toSend).toContainText(/Failed 7 times so far|given up/);
  await core.db.delete(leases).where(eq(leases.subjectId, mailId));
});

test("the operator sees what was given up and lets it be tried again; nobody else finds the page", async ({
  page,
  signedInAs,
  complaints,
}) => {
  const now = core.clock.now();
  const mailId = await mailThatFails({ tries: 16, freeAt: now, givenUpAt: now });
  const ops = await newPerson("Olga Petrov");
  await core.db.update(people).set({ isOperator: true }).where(eq(people.id, ops.personId));
  await signedInAs(ops.handle);
  await page.goto("/");
  await page.getByRole("link", { name: "Operations", exact: true }).first().click();
  await page.getByRole("link", { name: "Jobs", exact: true }).click();
  await expect(page.getByRole("heading", { name: "What runs by itself" })).toBeVisible();
  const row = page.getByRole("listitem").filter({ hasText: mailId });
  await expect(row).toContainText("Given up after 16 tries");
  await expect(row).toContainText("ECONNREFUSED");
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);

  await row.getByRole("button", { name: `Try again: ${mailId}` }).click();
  await expect(row.getByText("Given up after")).toHaveCount(0);
  await expect
    .poll(async () => (await core.db.select().from(mails).where(eq(mails.id, mailId)))[0]?.sentAt ?? null)
    .not.toBeNull();

  await signedInAs((await newPerson()).handle);
  const answer = await page.goto("/operator/jobs");
  expect(answer?.status()).toBe(404);
  complaints.length = 0; // the browser tells of the 404
});

test("who opens an operator's page before signing in signs in first, and comes back to it", async ({
  page,
}) => {
  for (const part of ["health", "jobs", "channels", "channels/direct", "channels/direct/end", "clock"]) {
    await page.goto(`/operator/${part}`);
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(`/operator/${part}`)}`);
  }
  await page.getByRole("button", { name: /^ops@merle\.test/ }).click();
  await expect(page.getByRole("heading", { name: "The clock", level: 1 })).toBeVisible();
});
