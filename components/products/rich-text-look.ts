/** How a description looks, where it is read and where it is written. */
export const richTextLook =
  "space-y-3 [&_a]:text-link [&_a]:underline [&_h3]:font-semibold [&_h4]:font-semibold [&_ol]:list-decimal [&_ol]:pl-5 [&_ul]:list-disc [&_ul]:pl-5";
