import { crc32, inflateRawSync } from "node:zlib";
import type { ReadLimits } from "./limits.ts";
import { Refused } from "./refusals.ts";

/** A file in a zip, as the directory at its end describes it; nothing is unpacked yet. */
interface ZipEntry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  /** Where its packed bytes begin and end. */
  start: number;
  end: number;
}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
/** A zip's comment has at most 65,535 bytes. */
const LONGEST_END = 65_557;
const RATIO_FROM = 1024 * 1024;

/** Names that would leave the folder they are unpacked in, or that hide what they are. Nothing is ever unpacked into a folder; a document with such names is not one. */
const isSafeName = (name: string): boolean => name.length <= 512 && !/^[/\\]|^[a-z]:|\\|[\u0000-\u001F\u007F]/i.test(name) && !name.split("/").some((part) => part === ".." || part === ".");

/**
 * The files of a zip by name, checked before anything is unpacked: their number, names, sizes, ratios, and that no two
 * share bytes (how a bomb makes petabytes of a megabyte). Throws Refused.
 */
export function openZip(bytes: Uint8Array, limits: ReadLimits): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = () => new Refused("docx-damaged");
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - LONGEST_END && view.getUint32(end, true) !== END) end--;
  if (end < 0 || view.getUint32(end, true) !== END) throw damaged();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  // Zip64 begins at 4 GB or 65,535 files: both are more than a document has.
  if (count === 0xffff || at === 0xffffffff || view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count || count > limits.zipEntries) throw new Refused("docx-suspicious");
  const entries = new Map<string, ZipEntry>();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY) throw damaged();
    const [flags, method, nameLength] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true), view.getUint16(at + 28, true)];
    const [crc, packed, unpacked, offset] = [view.getUint32(at + 16, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (flags & 0x2041) throw new Refused("zip-encrypted");
    if (next > end || offset + 30 > end || view.getUint32(offset, true) !== LOCAL) throw damaged();
    let name: string;
    try {
      name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength));
    } catch {
      throw new Refused("docx-suspicious");
    }
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (start + packed > end) throw damaged();
    if (!isSafeName(name) || entries.has(name)) throw new Refused("docx-suspicious");
    if (unpacked > RATIO_FROM && unpacked > packed * limits.zipRatio) throw new Refused("zip-too-large");
    entries.set(name, { name, method, crc, packed, unpacked, start, end: start + packed });
    at = next;
  }
  const inOrder = [...entries.values()].sort((a, b) => a.start - b.start);
  if (inOrder.some((entry, n) => n > 0 && entry.start < (inOrder[n - 1]?.end ?? 0))) throw new Refused("docx-suspicious");
  return entries;
}

/** Unpacks one file, never to more than the directory said, and checks its sum. `budget` is what all of them may take together. Throws Refused. */
export function unpackEntry(bytes: Uint8Array, entry: ZipEntry, budget: { left: number }): Uint8Array {
  if (entry.unpacked > budget.left) throw new Refused("zip-too-large");
  const packed = bytes.subarray(entry.start, entry.end);
  let unpacked: Uint8Array;
  if (entry.method === 0) unpacked = packed;
  else if (entry.method === 8) {
    try {
      unpacked = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpacked) });
    } catch (cause) {
      throw new Refused(cause instanceof RangeError ? "zip-too-large" : "docx-damaged", { cause });
    }
  } else throw new Refused("docx-suspicious");
  if (unpacked.length !== entry.unpacked || crc32(unpacked) !== entry.crc) throw new Refused("docx-damaged");
  budget.left -= unpacked.length;
  return unpacked;
}

/** A zip of files as they are, without packing them. */
export function packStored(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const label = new TextEncoder().encode(name);
    const crc = crc32(content);
    const head = (signature: number, size: number, common: number) => {
      const bytes = new Uint8Array(size + label.length);
      const view = new DataView(bytes.buffer);
      view.setUint32(0, signature, true);
      view.setUint16(common, 20, true);
      view.setUint32(common + 10, crc, true);
      view.setUint32(common + 14, content.length, true);
      view.setUint32(common + 18, content.length, true);
      view.setUint16(common + 22, label.length, true);
      bytes.set(label, size);
      return { bytes, view };
    };
    const local = head(LOCAL, 30, 4);
    const central = head(DIRECTORY, 46, 6);
    central.view.setUint32(42, offset, true);
    parts.push(local.bytes, content);
    directory.push(central.bytes);
    offset += local.bytes.length + content.length;
  }
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, END, true);
  view.setUint16(8, files.size, true);
  view.setUint16(10, files.size, true);
  view.setUint32(12, directory.reduce((sum, part) => sum + part.length, 0), true);
  view.setUint32(16, offset, true);
  const whole = [...parts, ...directory, end];
  const zip = new Uint8Array(whole.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of whole) {
    zip.set(part, at);
    at += part.length;
  }
  return zip;
}
