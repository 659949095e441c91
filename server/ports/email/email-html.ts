const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** A plain text as HTML that reads the same: paragraphs at empty lines, addresses as links, nothing of the text as markup. */
export function textToHtml(text: string): string {
  const withLinks = (line: string) =>
    line
      .split(/(https?:\/\/[^\s<>"']+)/)
      .map((piece, position) => (position % 2 === 1 ? `<a href="${escapeHtml(piece)}">${escapeHtml(piece)}</a>` : escapeHtml(piece)))
      .join("");
  return text
    .trim()
    .split(/\r?\n[ \t]*\r?\n\s*/)
    .map((paragraph) => `<p>${paragraph.split(/\r?\n/).map(withLinks).join("<br>")}</p>`)
    .join("\n");
}
