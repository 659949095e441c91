import mammoth from "mammoth";
import { SaxesParser } from "saxes";
import type { ReadLimits } from "./limits.ts";
import { htmlToMarkdown } from "./read-html.ts";
import { openZip, packStored, unpackEntry } from "./read-zip.ts";
import { Refused } from "./refusals.ts";

/** The parts of a Word document that hold text and how it is set: no macros, pictures, embedded files, comments or settings. */
const WANTED = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?!comments|settings|webSettings|fontTable|people)[^/]+\.xml|word\/_rels\/[^/]+\.rels)$/;

/** Checks that XML is well formed, has no document type (entities grow without end) and is not too deep. Throws Refused. */
function checkXml(xml: string, limits: ReadLimits): void {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on("doctype", () => {
    throw new Refused("docx-suspicious");
  });
  parser.on("opentag", () => {
    if (++depth > limits.depth) throw new Refused("too-deep");
  });
  parser.on("closetag", () => void depth--);
  parser.on("error", (cause) => {
    throw new Refused("docx-damaged", { cause });
  });
  parser.write(xml).close();
}

/** What a zip is that is no Word document. */
function refuseOther(names: Iterable<string>): Refused {
  const all = [...names];
  return new Refused(all.some((name) => /^(?:xl|ppt)\/|^mimetype$|^content\.xml$|^visio\//.test(name)) ? "other-office" : "archive");
}

/**
 * A Word document as Markdown. The zip is checked and only what is text is unpacked, checked and handed to mammoth, in a
 * zip made anew: mammoth never sees the file. Throws Refused.
 */
export async function docxToMarkdown(bytes: Uint8Array, limits: ReadLimits): Promise<string> {
  const entries = openZip(bytes, limits);
  if (!entries.has("[Content_Types].xml") || ![...entries.keys()].some((name) => /^word\/document[^/]*\.xml$/.test(name))) throw refuseOther(entries.keys());
  const budget = { left: limits.zipBytes };
  const parts = new Map<string, Uint8Array>();
  for (const [name, entry] of entries) {
    if (!WANTED.test(name)) continue;
    const content = unpackEntry(bytes, entry, budget);
    let xml: string;
    try {
      xml = new TextDecoder("utf-8", { fatal: true }).decode(content);
    } catch (cause) {
      throw new Refused("docx-damaged", { cause });
    }
    checkXml(xml, limits);
    parts.set(name, content);
  }
  const zip = packStored(parts);
  let html: string;
  try {
    const none = mammoth.images.imgElement(() => Promise.resolve({ src: "" }));
    ({ value: html } = await mammoth.convertToHtml({ arrayBuffer: zip.buffer as ArrayBuffer }, { convertImage: none, externalFileAccess: false, includeEmbeddedStyleMap: false }));
  } catch (cause) {
    if (cause instanceof RangeError) throw cause;
    throw new Refused("docx-damaged", { cause });
  }
  return htmlToMarkdown(html, limits).markdown;
}
