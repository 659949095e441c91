import { AppError } from "../../errors.ts";

/** How a storage is doing, for people. */
export interface StorageState {
  state: "ok" | "degraded" | "off";
  reason: string;
}

/**
 * Where files lie. Keys are made here, of ids alone, never of anybody's words. Everything throws AppError:
 * NOT_FOUND for a file that is not there, SERVICE_UNAVAILABLE for a storage that cannot be used now (with why).
 */
export interface FileStorage {
  readonly kind: "local" | "supabase";
  /** Where that is, for people. */
  readonly place: string;
  /** Names the storage among all that a shop may have had; remembered with each file. */
  readonly id: string;
  /** The storage of that id: this one, or one that files were brought to before it was this one. Null where this program cannot reach it. */
  at(id: string): FileStorage | null;
  /** Writes a whole file, or nothing of it; written twice it is the same. */
  put(key: string, bytes: Uint8Array, type: string): Promise<void>;
  open(key: string): Promise<Uint8Array>;
  /** Removes files, and makes sure that they are gone; those that are not there are removed. */
  remove(keys: readonly string[]): Promise<void>;
  /** An address that gives the file as a download called `fileName` to whoever has it, for a while; null where the program itself gives files out. */
  link(key: string, fileName: string, seconds: number): Promise<string | null>;
  /** Looks whether files could be kept now. Never throws. */
  probe(): Promise<StorageState>;
}

const KEY = /^[a-z]+(?:\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}){1,2}$/;

/** Throws for a key that is none of ours: nothing else ever reaches a path or an address. */
export function requireKey(key: string): string {
  if (!KEY.test(key)) throw new Error(`This is no key of a stored file: ${JSON.stringify(key).slice(0, 100)}`);
  return key;
}

export const goneFromStorage = (cause?: unknown): AppError => new AppError("NOT_FOUND", "The file itself is not in the storage any more. Bring it again.", {}, { cause });
export const storageAway = (sentence: string, cause?: unknown): AppError => new AppError("SERVICE_UNAVAILABLE", sentence, {}, { cause });
