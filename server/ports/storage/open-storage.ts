import { join } from "node:path";
import type { Env } from "../../env.ts";
import { LocalStorage } from "./local-storage.ts";
import type { FileStorage } from "./storage.ts";
import { SupabaseStorage } from "./supabase-storage.ts";

/** Supabase Storage where the environment names one, else this machine's disk. Nothing connects before the first file. What was brought to the disk before stays there and is reached. */
export function openStorage(env: Pick<Env, "SUPABASE_URL" | "SUPABASE_SERVICE_ROLE_KEY" | "SUPABASE_BUCKET" | "dataDir">): FileStorage {
  const { SUPABASE_URL: url, SUPABASE_SERVICE_ROLE_KEY: key } = env;
  const local = new LocalStorage(join(env.dataDir, "files"));
  return url && key ? new SupabaseStorage({ url, key, bucket: env.SUPABASE_BUCKET, before: local }) : local;
}
