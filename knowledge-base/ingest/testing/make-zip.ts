import { crc32, deflateRawSync } from "node:zlib";

/** A file of a zip, and what the zip is to say of it where that is not the truth. */
export interface MadeEntry {
  name: string | Uint8Array;
  content: Uint8Array | string;
  stored?: boolean;
  /** Already packed; `content` is what it is said to hold. */
  packed?: Uint8Array;
  says?: { unpacked?: number; packed?: number; crc?: number; flags?: number; method?: number; offset?: number };
}

/** A zip as it is written, with lies where they are asked for. */
export function makeZip(entries: readonly MadeEntry[], { says = {}, before = new Uint8Array() }: { says?: { count?: number; directory?: number; disk?: number }; before?: Uint8Array } = {}): Uint8Array {
  const parts: Uint8Array[] = [before];
  const directory: Uint8Array[] = [];
  let offset = before.length;
  for (const { name, content, stored, packed: given, says: lie = {} } of entries) {
    const label = typeof name === "string" ? new TextEncoder().encode(name) : name;
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const packed = given ?? (stored ? bytes : deflateRawSync(bytes));
    const numbers = (view: DataView, at: number) => {
      view.setUint16(at, 20, true);
      view.setUint16(at + 2, lie.flags ?? 0x0800, true);
      view.setUint16(at + 4, lie.method ?? (stored ? 0 : 8), true);
      view.setUint32(at + 10, lie.crc ?? crc32(bytes), true);
      view.setUint32(at + 14, lie.packed ?? packed.length, true);
      view.setUint32(at + 18, lie.unpacked ?? bytes.length, true);
      view.setUint16(at + 22, label.length, true);
    };
    const local = new Uint8Array(30 + label.length);
    const localView = new DataView(local.buffer);
    localView.setUint32(0, 0x04034b50, true);
    numbers(localView, 4);
    local.set(label, 30);
    const central = new Uint8Array(46 + label.length);
    const view = new DataView(central.buffer);
    view.setUint32(0, 0x02014b50, true);
    numbers(view, 6);
    view.setUint32(42, lie.offset ?? offset, true);
    central.set(label, 46);
    parts.push(local, packed);
    directory.push(central);
    offset += local.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(4, says.disk ?? 0, true);
  view.setUint16(8, says.count ?? entries.length, true);
  view.setUint16(10, says.count ?? entries.length, true);
  view.setUint32(12, size, true);
  view.setUint32(16, says.directory ?? offset, true);
  return Buffer.concat([...parts, ...directory, end]);
}

const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`;
const W = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`;
const RELS = "http://schemas.openxmlformats.org/package/2006/relationships";

/** A paragraph of a Word document. */
export const paragraph = (words: string, style?: string): string => `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ""}<w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;

/** `word/document.xml` around paragraphs; `doctype` comes before it. */
export const documentXml = (inner: string, doctype = ""): string => `${XML}${doctype}<w:document ${W}><w:body>${inner}</w:body></w:document>`;

interface MadeDocx {
  document?: Partial<MadeEntry>;
  /** Beside what every document has. */
  more?: MadeEntry[];
  relationships?: string;
}

/** The files of a Word document around what stands in its body. */
export function docxEntries(inner: string, { document = {}, more = [], relationships = "" }: MadeDocx = {}): MadeEntry[] {
  return [
    { name: "[Content_Types].xml", content: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>` },
    { name: "_rels/.rels", content: `${XML}<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>` },
    { name: "word/_rels/document.xml.rels", content: `${XML}<Relationships xmlns="${RELS}">${relationships}</Relationships>` },
    { name: "word/styles.xml", content: `${XML}<w:styles ${W}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>` },
    { name: "word/document.xml", content: documentXml(inner), ...document },
    ...more,
  ];
}

export const makeDocx = (inner: string, more: MadeDocx = {}): Uint8Array => makeZip(docxEntries(inner, more));
