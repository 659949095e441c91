import { deflateSync } from "node:zlib";

/** An object of a PDF: what stands between `obj` and `endobj`, or a dictionary with a stream. */
export type PdfObject = string | { dictionary: string; stream: Uint8Array | string };

/** A PDF of objects numbered from 1, the first of which is the catalog. */
export function makePdf(objects: readonly PdfObject[], { trailer = "", size }: { trailer?: string; size?: number } = {}): Uint8Array {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n", "latin1")];
  let offset = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  const add = (bytes: Buffer) => {
    parts.push(bytes);
    offset += bytes.length;
  };
  objects.forEach((object, at) => {
    offsets.push(offset);
    add(Buffer.from(`${at + 1} 0 obj\n`));
    if (typeof object === "string") add(Buffer.from(object, "latin1"));
    else {
      const stream = Buffer.from(object.stream);
      add(Buffer.from(`<< ${object.dictionary.includes("/Length") ? "" : `/Length ${stream.length}`} ${object.dictionary} >>\nstream\n`, "latin1"));
      add(stream);
      add(Buffer.from("\nendstream"));
    }
    add(Buffer.from("\nendobj\n"));
  });
  const start = offset;
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}trailer\n<< /Size ${size ?? objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** What a page writes: lines from the top. */
export const showLines = (lines: readonly string[], size = 12): string => `BT /F1 ${size} Tf 14 TL 72 720 Td ${lines.map((line) => `(${line.replace(/[()\\]/g, "\\$&")}) Tj T*`).join("\n")} ET`;

export const HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

interface MadePages {
  /** More of the catalog, of each page, of each content stream's dictionary. */
  catalog?: string;
  page?: string;
  content?: { dictionary: string; stream: Uint8Array | string };
  mediaBox?: string;
  font?: PdfObject;
  /** From object 4 + 2 * pages on. */
  more?: readonly PdfObject[];
  trailer?: string;
  size?: number;
}

/** A PDF of pages with a font of their own: objects 1 catalog, 2 pages, 3 font, then page and content by turns. A page is its lines, or what its stream says. */
export function makePages(pages: readonly (readonly string[] | string)[], { catalog = "", page = "", content, mediaBox = "[0 0 595 842]", font = HELVETICA, more = [], trailer, size }: MadePages = {}): Uint8Array {
  return makePdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
      `<< /Type /Pages /Kids [${pages.map((_, at) => `${4 + at * 2} 0 R`).join(" ")}] /Count ${pages.length} >>`,
      font,
      ...pages.flatMap((lines, at): PdfObject[] => [
        `<< /Type /Page /Parent 2 0 R /MediaBox ${mediaBox} /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + at * 2} 0 R ${page} >>`,
        content ?? { dictionary: "", stream: typeof lines === "string" ? lines : showLines(lines) },
      ]),
      ...more,
    ],
    { ...(trailer === undefined ? {} : { trailer }), ...(size === undefined ? {} : { size }) },
  );
}

/** A stream packed so often over. */
export function packed(stream: Uint8Array | string, times = 1): { dictionary: string; stream: Uint8Array } {
  let bytes: Uint8Array = Buffer.from(stream);
  for (let n = 0; n < times; n++) bytes = deflateSync(bytes, { level: 9 });
  return { dictionary: `/Filter [${"/FlateDecode ".repeat(times)}]`, stream: bytes };
}
