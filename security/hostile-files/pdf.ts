import { HELVETICA, makePages, makePdf, packed, type PdfObject, showLines } from "#kb/ingest/testing/make-pdf.ts";
import { makeZip } from "#kb/ingest/testing/make-zip.ts";
import { type HostileFile, numbersFrom, randomBytes, text } from "./types.ts";

const LINES = ["Refunds are paid within 30 days of the day it was handed over."];
const whole = makePages([LINES]);
const fresh = (more: Parameters<typeof makePages>[1]) => () => makePages([LINES], more);
const catalog = (words: string, more: readonly PdfObject[] = []) => fresh({ catalog: words, more });
const content = (dictionary: string, stream: Uint8Array | string) => fresh({ content: { dictionary, stream } });

const broken: HostileFile[] = [
  ...Array.from({ length: 12 }, (_, n): HostileFile => ({ name: `cut off after ${n + 1} thirteenths`, make: () => whole.slice(0, Math.floor((whole.length * (n + 1)) / 13)) })),
  ...Array.from({ length: 12 }, (_, n): HostileFile => ({
    name: `30 bytes changed at random, ${n}`,
    make: () => {
      const bytes = Uint8Array.from(whole);
      const next = numbersFrom(n + 50);
      for (let change = 0; change < 30; change++) bytes[5 + Math.floor(next() * (bytes.length - 5))] = Math.floor(next() * 256);
      return bytes;
    },
  })),
  { name: "a beginning and nothing else", make: () => text("%PDF-1.7\n"), must: "refused" },
  { name: "a beginning and noise", make: () => Buffer.concat([text("%PDF-1.7\n"), randomBytes(9, 100_000)]), must: "refused" },
  { name: "no pages", make: () => makePages([]), must: "refused" },
  { name: "no words", make: () => makePages([[]]), must: "refused" },
  { name: "a picture alone", make: content("", "q 100 0 0 100 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \u0001\u0002\u0003\u0004 EI Q"), must: "refused" },
  { name: "a stream longer than the file", make: content("/Length 999999999", showLines(LINES)) },
  { name: "a stream of negative length", make: content("/Length -1", showLines(LINES)) },
  { name: "a password", make: () => makePages([LINES], { more: [`<< /Filter /Standard /V 1 /R 2 /P -1 /O <${"11".repeat(32)}> /U <${"22".repeat(32)}> >>`], trailer: `/Encrypt 6 0 R /ID [<${"33".repeat(16)}> <${"33".repeat(16)}>]` }), must: "refused" },
  { name: "a lock nobody knows", make: () => makePages([LINES], { more: ["<< /Filter /Nobody /V 9 >>"], trailer: "/Encrypt 6 0 R /ID [<33> <33>]" }), must: "refused" },
];

/** As many pages as wanted, all the same object, or each its own. */
const manyPages = (count: number, same: boolean) =>
  makePdf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${Array.from({ length: count }, (_, n) => `${same ? 5 : 5 + n} 0 R`).join(" ")}] /Count ${count} >>`,
    HELVETICA,
    { dictionary: "", stream: showLines(LINES) },
    ...Array.from({ length: same ? 1 : count }, () => "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"),
  ]);

const pages: HostileFile[] = [
  { name: "100,000 pages", make: () => manyPages(100_000, false), must: "refused" },
  { name: "100,000 times the same page", make: () => manyPages(100_000, true), must: "refused" },
  { name: "2,001 pages", make: () => manyPages(2_001, true), must: "refused" },
  { name: "two billion pages, it says", make: () => makePdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", "<< /Type /Page /Parent 2 0 R >>"]), must: "refused" },
  { name: "a negative number of pages", make: () => makePdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count -5 >>", "<< /Type /Page /Parent 2 0 R >>"]), must: "refused" },
  { name: "pages that are their own parent", make: () => makePdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 3 /Parent 2 0 R >>"]), must: "refused" },
  { name: "two kinds of pages that hold each other", make: () => makePdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 9 >>", "<< /Type /Pages /Kids [2 0 R] /Count 9 /Parent 2 0 R >>"]), must: "refused" },
  { name: "20,000 levels of pages", make: () => makePdf(["<< /Type /Catalog /Pages 2 0 R >>", ...Array.from({ length: 20_000 }, (_, n) => `<< /Type /Pages /Kids [${n + 3} 0 R] /Count 1 >>`), "<< /Type /Page >>"]), must: "refused" },
  ...["[0 0 1e9 1e9]", "[0 0 0 0]", "[-1e300 -1e300 1e300 1e300]", "[0 0]", "(no box)", "[/a /b /c /d]"].map((mediaBox): HostileFile => ({ name: `a page of the size ${mediaBox}`, make: fresh({ mediaBox }), must: "read" })),
];

const bombs: HostileFile[] = [
  { name: "300 MB of nothing in 300 kB", make: fresh({ content: packed(Buffer.alloc(300_000_000, 32)) }), must: "refused" },
  { name: "a page packed five times over", make: fresh({ content: packed(Buffer.alloc(100_000_000, 32), 5) }), must: "refused" },
  { name: "8 million letters on a page", make: fresh({ content: packed(`BT /F1 1 Tf ${`(${"a".repeat(200)}) Tj T*\n`.repeat(40_000)} ET`) }), must: "refused" },
  { name: "a million instructions", make: fresh({ content: packed(`q 1 0 0 1 0 0 cm Q\n`.repeat(1_000_000)) }) },
  { name: "a million states saved and never taken back", make: fresh({ content: packed(`q\n`.repeat(1_000_000) + showLines(LINES)) }) },
  { name: "arrays in arrays, 100,000 deep", make: content("", `${"[".repeat(100_000)}${"]".repeat(100_000)} TJ`) },
  { name: "dictionaries in dictionaries, 50,000 deep", make: catalog(`/X ${"<</X ".repeat(50_000)}${">>".repeat(50_000)}`) },
  { name: "brackets in a text, 100,000 deep", make: content("", `BT /F1 9 Tf ${"(".repeat(100_000)}${")".repeat(100_000)} Tj ET`) },
  { name: "an array of 2 million numbers", make: catalog(`/X [${"1 ".repeat(2_000_000)}]`) },
  { name: "a table of two billion objects, it says", make: fresh({ size: 2_000_000_000 }) },
  { name: "a table that comes before itself", make: () => Buffer.from(Buffer.from(whole).toString("latin1").replace(/\/Root 1 0 R/, "/Root 1 0 R /Prev 15"), "latin1") },
  { name: "a predictor of two billion columns", make: content("/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2000000000 /Colors 32 /BitsPerComponent 16 >>", packed("x").stream) },
  { name: "a picture of a trillion points", make: fresh({ content: { dictionary: "", stream: `${showLines(LINES)} /I Do` }, page: "/Resources << /Font << /F1 3 0 R >> /XObject << /I 6 0 R >> >>", more: [{ dictionary: "/Type /XObject /Subtype /Image /Width 1000000 /Height 1000000 /ColorSpace /DeviceRGB /BitsPerComponent 16", stream: "x" }] }) },
  { name: "a form that draws itself", make: fresh({ content: { dictionary: "", stream: `${showLines(LINES)} /X Do` }, page: "/Resources 7 0 R", more: [{ dictionary: "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 7 0 R", stream: "/X Do /X Do" }, "<< /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >>"] }) },
  { name: "40 forms, each drawing the next twice", make: fresh({ content: { dictionary: "", stream: "/X0 Do" }, page: `/Resources << /XObject << /X0 6 0 R >> >>`, more: Array.from({ length: 40 }, (_, n) => ({ dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> /XObject << /X ${Math.min(n + 7, 45)} 0 R >> >>`, stream: "/X Do /X Do BT /F1 9 Tf (a) Tj ET" })) }), must: "refused" },
  { name: "a letter that is drawn with itself", make: fresh({ font: "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 6 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1] /Resources << /Font << /F1 3 0 R >> >> >>", content: { dictionary: "", stream: "BT /F1 9 Tf (aaaa) Tj ET" }, more: [{ dictionary: "", stream: "BT /F1 9 Tf (a) Tj ET" }] }) },
  { name: "a font that maps four billion letters", make: fresh({ font: "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (A) /Ordering (I) /Supplement 0 >> >>] >>", more: [{ dictionary: "", stream: `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap` }] }) },
  { name: "a font map of 2 million ranges", make: fresh({ font: "<< /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode 6 0 R >>", more: [packed(`begincmap ${"1 beginbfrange <0000> <ffff> <0041> endbfrange ".repeat(20_000)} endcmap`)] }) },
  { name: "a font that is noise", make: fresh({ font: "<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 6 0 R >> >>", more: [{ dictionary: "", stream: randomBytes(5, 60_000) }] }) },
  { name: "a font program that never ends", make: fresh({ font: "<< /Type /Font /Subtype /Type1 /BaseFont /X /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /FontFile 6 0 R >> >>", more: [{ dictionary: "/Length1 100 /Length2 900000 /Length3 0", stream: `%!PS-AdobeFont-1.0\n/FontMatrix [1 0 0 1 0 0] readonly def eexec ${"{".repeat(900_000)}` }] }) },
  { name: "letters packed 40 ways", make: content(`/Filter [${"/ASCIIHexDecode ".repeat(40)}]`, "41") , must: "refused" },
  { name: "run lengths of nothing", make: content("/Filter /RunLengthDecode", new Uint8Array(2_000_000).fill(129)) },
];

const SCRIPT = "app.alert('evil'); this.exportDataObject({cName: 'evil'});";
const ACTIVE = /evil|app\.alert/;
const active: HostileFile[] = [
  { name: "a script at the start", make: catalog(`/OpenAction << /S /JavaScript /JS (${SCRIPT}) >>`) },
  { name: "a script at every event", make: catalog(`/AA << /WC << /S /JavaScript /JS (${SCRIPT}) >> /WS << /S /JavaScript /JS (${SCRIPT}) >> >>`) },
  { name: "a list of scripts", make: catalog(`/Names << /JavaScript << /Names [(evil) << /S /JavaScript /JS (${SCRIPT}) >>] >> >>`) },
  { name: "a program to be started", make: catalog("/OpenAction << /S /Launch /F (cmd.exe) /Win << /F (evil.exe) >> >>") },
  { name: "an address to be opened", make: catalog("/OpenAction << /S /URI /URI (http://127.0.0.1:9/evil) >>") },
  { name: "a form to be sent", make: catalog("/OpenAction << /S /SubmitForm /F (http://127.0.0.1:9/evil) /Fields [] >>") },
  { name: "another file to be opened", make: catalog("/OpenAction << /S /GoToR /F (\\\\\\\\server\\\\share\\\\evil.pdf) /D [0 /Fit] >>") },
  { name: "a file inside", make: catalog("/Names << /EmbeddedFiles << /Names [(evil.exe) << /Type /Filespec /F (../../evil.exe) /EF << /F 6 0 R >> >>] >> >>", [{ dictionary: "/Type /EmbeddedFile", stream: "MZ evil" }]) },
  { name: "a stream that lies in a file", make: content("/F (/etc/passwd)", showLines(LINES)) },
  { name: "a stream that lies in the network", make: content("/F << /FS /URL /F (http://127.0.0.1:9/evil) >>", showLines(LINES)) },
  { name: "a form of XML with entities", make: catalog("/AcroForm << /XFA 6 0 R /Fields [] >>", [{ dictionary: "", stream: `<!DOCTYPE x [<!ENTITY a "evil">]><xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">&a;</xdp:xdp>` }]) },
  { name: "metadata with entities", make: catalog("/Metadata 6 0 R", [{ dictionary: "/Type /Metadata /Subtype /XML", stream: `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>` }]) },
  { name: "notes that run a script", make: fresh({ page: `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /JavaScript /JS (${SCRIPT}) >> >>]` }) },
  { name: "a film", make: fresh({ page: "/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent << /Assets << /Names [(evil.swf) 6 0 R] >> >> >>]", more: ["<< /Type /Filespec /F (evil.swf) >>"] }) },
  { name: "a function in PostScript that never ends", make: fresh({ content: { dictionary: "", stream: `/CS cs 1 scn ${showLines(LINES)}` }, page: "/Resources << /Font << /F1 3 0 R >> /ColorSpace << /CS [/Separation /X /DeviceRGB 6 0 R] >> >>", more: [{ dictionary: "/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]", stream: `{ ${"dup exp ".repeat(50_000)} }` }] }) },
  { name: "a PDF that is a zip as well", make: () => Buffer.concat([whole, makeZip([{ name: "../evil", content: "evil" }])]) },
  { name: "a PDF that is a page as well", make: () => Buffer.concat([whole, text("<script>evil(1)</script>")]) },
].map((file) => ({ ...file, must: "read" as const, without: ACTIVE }));

export const PDF_FILES: readonly HostileFile[] = [
  ...broken,
  ...pages,
  ...bombs,
  ...active,
  { name: "a PDF behind a picture", make: () => Buffer.concat([text("GIF89a"), whole]), must: "refused" },
  { name: "a PDF named .txt", fileName: "notes.txt", make: () => whole, must: "read" },
];
