ALTER TABLE `refunds` ADD `taken_back_minor` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `refunds` SET `taken_back_minor` = `amount_minor` WHERE `status` IN ('pending', 'succeeded')
  AND `attempt_id` IN (SELECT `id` FROM `payment_attempts` WHERE `stripe_account_id` IS NOT NULL);
