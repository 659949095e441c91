import { createHash } from "node:crypto";

/** What tells one stored password hash from another without being it. */
export const markPassword = (passwordHash: string): string => createHash("sha256").update("misty password mark").update(passwordHash).digest("base64url");
