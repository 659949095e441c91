import { PDF_FILES } from "./pdf.ts";
import { PLAIN_FILES } from "./plain.ts";
import type { HostileFile } from "./types.ts";
import { WEB_FILES } from "./web.ts";
import { WORD_FILES } from "./word.ts";

/** More than 200 files, each another way to do harm to whoever reads it. */
export const HOSTILE_FILES: readonly (HostileFile & { family: string })[] = Object.entries({ Word: WORD_FILES, PDF: PDF_FILES, HTML: WEB_FILES, text: PLAIN_FILES }).flatMap(([family, files]) => files.map((file) => ({ ...file, family })));
