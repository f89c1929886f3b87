import type { Locale as OurLocale } from "@/domain/context";
import type { Messages as OurMessages } from "@/messages";

declare module "use-intl" {
  interface AppConfig {
    Locale: OurLocale;
    Messages: OurMessages;
  }
}
