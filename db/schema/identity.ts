import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, instant, name, updatedAt } from "../columns.ts";
import { ADMINS, either, hasRole, isOwn, policies } from "../policies.ts";
import { tokenPurpose, userRole, userState } from "./pg-enums.ts";

/**
 * People who work in the shop. Password and TOTP secrets are withheld from
 * `authenticated` by column grants; names of colleagues are read from the view `people`.
 */
export const users = pgTable(
  "users",
  {
    id: id(),
    name: name("name").notNull(),
    email: text("email").notNull(),
    role: userRole("role").notNull(),
    state: userState("state").notNull(),
    /** Argon2id in PHC format; null until an invited person has chosen a password. */
    passwordHash: text("password_hash"),
    passwordChangedAt: instant("password_changed_at"),
    /** Sealed; without `totpEnabledAt` it waits for its first code. */
    totpSecret: bytea("totp_secret"),
    totpEnabledAt: instant("totp_enabled_at"),
    /** The step of time of the last code that was accepted: none is accepted twice. */
    totpLastStep: bigint("totp_last_step", { mode: "number" }),
    /** Since when the person is an admin; null for everybody else. */
    adminSince: instant("admin_since"),
    lastSignInAt: instant("last_sign_in_at"),
    /** A demo sign-in: works in demo mode only and nowhere else. */
    isDemo: boolean("is_demo").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("users_email_key").on(sql`lower(${t.email})`),
    check("users_email", sql`${t.email} like '%_@_%' and length(${t.email}) <= 254`),
    check("users_name_filled", sql`length(trim(${t.name})) > 0`),
    check("users_second_step", sql`${t.totpEnabledAt} is null or ${t.totpSecret} is not null`),
    check("users_active_password", sql`${t.state} <> 'active' or ${t.passwordHash} is not null`),
    // Names only, by column: role, state and secrets change through the services, which hold the last admin.
    ...policies({ select: either(isOwn("id"), hasRole(ADMINS)), update: either(isOwn("id"), hasRole(ADMINS)) }),
  ],
);

/** A signed-in browser. Only the SHA-256 of the session's secret is stored. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: uuid("user_id").notNull().references(() => users.id),
    secretHash: bytea("secret_hash").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** Set by sign-out, deactivation, a change of role or password: out on the next request. */
    endedAt: instant("ended_at"),
    /** When a password or a code was last given in it; sensitive acts ask for one of the last ten minutes. */
    reauthenticatedAt: instant("reauthenticated_at"),
    userAgent: text("user_agent"),
    address: text("address"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("sessions_secret_key").on(t.secretHash),
    index("sessions_user").on(t.userId),
    index("sessions_expiry").on(t.expiresAt),
    check("sessions_secret", sql`length(${t.secretHash}) = 32`),
    check("sessions_expiry_after_start", sql`${t.expiresAt} > ${t.createdAt} - interval '1 day'`),
    ...policies({ select: isOwn("user_id") }),
  ],
);

/** Single-use links: setup, invitation, password reset. Only the SHA-256 of the token is stored. */
export const verificationTokens = pgTable(
  "verification_tokens",
  {
    id: id(),
    purpose: tokenPurpose("purpose").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    /** Null for the setup link, which makes the first person. */
    userId: uuid("user_id").references(() => users.id),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    revokedAt: instant("revoked_at"),
    createdBy: uuid("created_by").references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("verification_tokens_hash_key").on(t.tokenHash),
    index("verification_tokens_user").on(t.userId),
    index("verification_tokens_creator").on(t.createdBy),
    check("verification_tokens_hash", sql`length(${t.tokenHash}) = 32`),
    check("verification_tokens_person", sql`(${t.purpose} = 'setup') = (${t.userId} is null)`),
    ...policies({}),
  ],
).enableRLS();

export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    id: id(),
    userId: uuid("user_id").notNull().references(() => users.id),
    codeHash: bytea("code_hash").notNull(),
    usedAt: instant("used_at"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("recovery_codes_key").on(t.userId, t.codeHash), check("recovery_codes_hash", sql`length(${t.codeHash}) = 32`), ...policies({})],
).enableRLS();

/** Failed sign-ins per account and per address; in the database so that they outlive a restart and hold over processes. */
export const signInThrottles = pgTable(
  "sign_in_throttles",
  {
    /** What is counted and whose: `account:<sha256 of the address typed>`, `address:<network address>`, `device:<id>`, ... */
    key: text("key").primaryKey(),
    failures: integer("failures").notNull(),
    windowStartedAt: instant("window_started_at").notNull(),
    blockedUntil: instant("blocked_until"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index("sign_in_throttles_window").on(t.windowStartedAt), check("sign_in_throttles_failures", sql`${t.failures} >= 0`), ...policies({})],
).enableRLS();
