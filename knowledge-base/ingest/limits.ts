const MEGABYTE = 1024 * 1024;

/** What a file may take while it is read. Every one has a test that fails without it (security/files.test.ts). */
export interface ReadLimits {
  /** The file as it came. */
  fileBytes: number;
  /** Seconds of a processor; held by the kernel, not on Windows. A busy machine makes nothing slower by it. */
  cpuSeconds: number;
  /** Milliseconds of reading; then the reading process is killed. */
  deadlineMs: number;
  /** Milliseconds until the reading process is ready to read; a file is not to blame for these. */
  startMs: number;
  /** Megabytes of JavaScript's heap in the reading process. */
  heapMegabytes: number;
  /** Megabytes of everything the reading process writes to, buffers too: held by the kernel, on Linux. */
  memoryMegabytes: number;
  /** Pages of a PDF. */
  pages: number;
  /** Characters of the text that comes out. */
  bodyChars: number;
  /** Characters of Markdown, HTML and DOCX, whose structure takes about 180 bytes of memory a character. */
  markdownChars: number;
  passages: number;
  /** Elements inside one another in HTML and DOCX; blocks and inline parts in Markdown. */
  depth: number;
  /** Files in a zip. */
  zipEntries: number;
  /** Bytes of what is taken from a zip, unpacked. */
  zipBytes: number;
  /** Unpacked bytes a packed one may give, for a file in a zip above a megabyte. */
  zipRatio: number;
  /** Bytes that the reading process may answer. */
  answerBytes: number;
}

export const LIMITS: ReadLimits = {
  fileBytes: 25 * MEGABYTE,
  cpuSeconds: 45,
  deadlineMs: 180_000,
  startMs: 120_000,
  heapMegabytes: 640,
  memoryMegabytes: 1_024,
  pages: 2_000,
  bodyChars: 5_000_000,
  markdownChars: 2_000_000,
  passages: 20_000,
  depth: 200,
  zipEntries: 2_000,
  zipBytes: 64 * MEGABYTE,
  zipRatio: 100,
  answerBytes: 32 * MEGABYTE,
};
