"use client";
// Writing as it will look: what a description may have (domain/catalog/import/description.ts), and nothing else.
// Its own file, because it is large: components/dashboard/description-field.tsx fetches it.
import { type Editor, EditorContent, useEditor, useEditorState } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon, type IconName } from "@/components/ui/icon";
import { richTextLook } from "@/components/products/rich-text-look";

export type RichTextEditorProps = {
  described: { id: string; "aria-describedby"?: string; "aria-invalid"?: true };
  labelId: string;
  hasError: boolean;
  /** What it begins with. */
  html: string;
  mayEdit: boolean;
  /** Told what is there after each change; blank when nothing is. */
  onChange: (html: string) => void;
};

export function RichTextEditor(props: RichTextEditorProps) {
  const { described, labelId, hasError, html, mayEdit, onChange } = props;
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        blockquote: false,
        code: false,
        codeBlock: false,
        horizontalRule: false,
        strike: false,
        underline: false,
        trailingNode: false,
        heading: { levels: [3, 4] },
        link: { openOnClick: false, defaultProtocol: "https", HTMLAttributes: { rel: null, target: null } },
      }),
    ],
    content: html,
    editable: mayEdit,
    immediatelyRender: true, // nothing of it is drawn by the server
    injectCSS: false, // the policy of the page allows no style but its own
    editorProps: {
      attributes: {
        ...attributesOf(described),
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": labelId,
        class: `min-h-32 p-3 text-input whitespace-pre-wrap break-words ${richTextLook}`,
      },
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? "" : changed.getHTML()),
  });
  return (
    <div className={`rounded-control border bg-surface ${hasError ? "border-bad" : "border-control"}`}>
      {mayEdit ? <Tools editor={editor} /> : null}
      <EditorContent editor={editor} />
    </div>
  );
}

const attributesOf = ({ id, ...rest }: RichTextEditorProps["described"]): Record<string, string> => ({
  id,
  ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
});

function Tools({ editor }: { editor: Editor }) {
  const t = useTranslations("listings");
  const [asksForLink, setAsksForLink] = useState(false);
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive("bold"),
      italic: now.isActive("italic"),
      heading: now.isActive("heading"),
      list: now.isActive("bulletList"),
      numbers: now.isActive("orderedList"),
      link: now.isActive("link"),
    }),
  });
  const change = () => editor.chain().focus();
  const tools: { name: keyof typeof on & IconName; press: () => void }[] = [
    { name: "bold", press: () => change().toggleBold().run() },
    { name: "italic", press: () => change().toggleItalic().run() },
    { name: "heading", press: () => change().toggleHeading({ level: 3 }).run() },
    { name: "list", press: () => change().toggleBulletList().run() },
    { name: "numbers", press: () => change().toggleOrderedList().run() },
    { name: "link", press: () => setAsksForLink((asks) => !asks) },
  ];
  return (
    <div className="border-b border-hairline">
      <fieldset
        aria-label={t("form.tools.label")}
        className="flex min-w-0 flex-wrap gap-1 p-1 max-[22rem]:gap-0"
      >
        {tools.map(({ name, press }) => (
          <button
            key={name}
            type="button"
            aria-pressed={on[name]}
            {...(name === "link" ? { "aria-expanded": asksForLink } : {})}
            aria-label={t(`form.tools.${name}`)}
            title={t(`form.tools.${name}`)}
            className={`flex size-touch items-center justify-center rounded-control hover:bg-sunken ${on[name] ? "bg-sunken text-ink" : "text-ink-soft"}`}
            onMouseDown={(event) => event.preventDefault()} // the selection stays
            onClick={press}
          >
            <Icon name={name} />
          </button>
        ))}
      </fieldset>
      {asksForLink ? <LinkAddress editor={editor} close={() => setAsksForLink(false)} /> : null}
    </div>
  );
}

function LinkAddress({ editor, close }: { editor: Editor; close: () => void }) {
  const t = useTranslations("listings");
  const id = useId();
  const before: unknown = editor.getAttributes("link")["href"];
  const [address, setAddress] = useState(typeof before === "string" ? before : "");
  const field = useRef<HTMLInputElement>(null);
  // Asked for by the press before: the next thing to do is to type it.
  useEffect(() => field.current?.focus(), []);
  const set = () => {
    const href = addressOf(address);
    const chain = editor.chain().focus().extendMarkRange("link");
    if (href === "") chain.unsetLink().run();
    else if (editor.state.selection.empty && before === undefined)
      chain
        .insertContent({ type: "text", text: address.trim(), marks: [{ type: "link", attrs: { href } }] })
        .run();
    else chain.setLink({ href }).run();
    close();
  };
  return (
    <div className="flex flex-wrap items-end gap-2 border-t border-hairline p-3">
      <label htmlFor={id} className="min-w-0 flex-1 basis-48 text-small font-semibold">
        {t("form.tools.address")}
        <input
          id={id}
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="mt-1 block min-h-touch w-full rounded-control border border-control bg-surface px-3 text-input font-normal"
          value={address}
          ref={field}
          onChange={(event) => setAddress(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== "Escape") return;
            event.preventDefault(); // neither sends the form
            if (event.key === "Enter") set();
            else {
              close();
              editor.commands.focus();
            }
          }}
        />
      </label>
      <Button onClick={set}>
        {t(before !== undefined && address.trim() === "" ? "form.tools.unlink" : "form.tools.set")}
      </Button>
    </div>
  );
}

/** "example.com" means its site. Blank when nothing was typed. */
function addressOf(typed: string): string {
  const address = typed.trim();
  if (address === "" || /^[a-z][a-z+.-]*:/i.test(address)) return address;
  return address.includes("@") && !address.includes("/") ? `mailto:${address}` : `https://${address}`;
}
