// A mail as its reader's program would show it: in a frame of the outbox, without scripts or anything from elsewhere
// (server.ts gives it a policy of its own).
import { mailOrNotFound, rendered } from "../../outbox";

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ mailId: string }> },
): Promise<Response> {
  const mail = await mailOrNotFound((await params).mailId);
  // Links leave the frame, which is a picture of the mail and no browser.
  const html = (await rendered(mail)).html.replace("<head>", '<head>\n<base target="_top">');
  return new Response(html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
    },
  });
}
