import type { Words } from "../words";
import type { posting as en } from "../en/posting";

export const posting: Words<typeof en> = {
  title: "Publications",
};
