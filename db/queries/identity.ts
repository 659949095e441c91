import { and, eq, gt, gte, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { activityDetails, activityLogs, recoveryCodes, sessions, settings, users, verificationTokens } from "../schema/index.ts";

const at = (now: Date) => sql`${now.toISOString()}::timestamptz`;

/**
 * The person behind a session, by its secret or by its id, that is neither over, idle (both by the settings of now) nor
 * ended and whose person may sign in; null otherwise. With the browser that used it last. One statement.
 */
export async function findSessionPerson(tx: Tx, input: { of: { secretHash: Buffer } | { sessionId: string }; now: Date; demo: boolean }) {
  const [row] = await tx
    .select({
      sessionId: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
      userAgent: sessions.userAgent,
      id: users.id,
      role: users.role,
      name: users.name,
      /** For an admin without a second step: since when they could have switched it on. */
      bareAdminSince: sql<Date | null>`case when ${users.role} = 'admin' and ${users.totpEnabledAt} is null then coalesce(${users.adminSince}, ${users.createdAt}) end`.mapWith(users.createdAt),
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(settings, eq(settings.singleton, true))
    .where(
      and(
        "secretHash" in input.of ? eq(sessions.secretHash, input.of.secretHash) : eq(sessions.id, input.of.sessionId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, input.now),
        sql`${sessions.createdAt} + make_interval(hours => ${settings.sessionAbsoluteHours}) > ${at(input.now)}`,
        sql`${sessions.lastSeenAt} + make_interval(mins => ${settings.sessionIdleMinutes}) > ${at(input.now)}`,
        eq(users.state, "active"),
        input.demo ? undefined : eq(users.isDemo, false),
      ),
    );
  return row ?? null;
}

const SIGN_IN_FACTS = {
  id: users.id,
  name: users.name,
  email: users.email,
  role: users.role,
  state: users.state,
  isDemo: users.isDemo,
  passwordHash: users.passwordHash,
  passwordChangedAt: users.passwordChangedAt,
  totpEnabledAt: users.totpEnabledAt,
};

/** Who has this address (case ignored), with what sign-in needs to know; null for nobody. */
export async function findUserForSignIn(tx: Tx, email: string) {
  // No address holds the sign that PostgreSQL takes in no text.
  if (email.includes("\0")) return null;
  const [row] = await tx.select(SIGN_IN_FACTS).from(users).where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return row ?? null;
}

/** The same of a person by their id. */
export async function findUserById(tx: Tx, id: string) {
  const [row] = await tx.select(SIGN_IN_FACTS).from(users).where(eq(users.id, id));
  return row ?? null;
}

/** Whether a person is active and still has the password hash and the second step, or none, that were looked at; holds the row, so that a change of any waits for the end of `tx`. */
export async function holdSignInFacts(tx: Tx, input: { userId: string; passwordHash: string; hasSecondStep: boolean }): Promise<boolean> {
  const [row] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, input.userId), eq(users.passwordHash, input.passwordHash), eq(users.state, "active"), input.hasSecondStep ? isNotNull(users.totpEnabledAt) : isNull(users.totpEnabledAt)))
    .for("no key update");
  return row !== undefined;
}

/**
 * Whose account had a block begin in a stretch of time because passwords or codes were guessed at, with the day of it
 * (UTC); active people outside the demo only. A block of the network address alone says nothing about one account.
 */
export function listGuessedAt(tx: Tx, input: { since: Date; until: Date }) {
  const step = sql<"password" | "code">`${activityDetails.details} ->> 'step'`;
  const day = sql<string>`to_char(${activityLogs.occurredAt} at time zone 'UTC', 'YYYY-MM-DD')`;
  return tx
    .selectDistinct({ user: { id: users.id, name: users.name, email: users.email }, step, day })
    .from(activityLogs)
    .innerJoin(activityDetails, eq(activityDetails.activityId, activityLogs.id))
    .innerJoin(users, and(eq(activityLogs.objectType, "user"), eq(users.id, activityLogs.objectId)))
    .where(
      and(
        eq(activityLogs.action, "sign_in.throttled"),
        gte(activityLogs.occurredAt, input.since),
        lte(activityLogs.occurredAt, input.until),
        sql`${activityDetails.details} ->> 'blocks' = 'account'`,
        eq(users.state, "active"),
        eq(users.isDemo, false),
      ),
    );
}

/** Whether anybody but the demo people has ever been made. */
export async function hasRealUsers(tx: Tx): Promise<boolean> {
  const [row] = await tx.select({ id: users.id }).from(users).where(eq(users.isDemo, false)).limit(1);
  return row !== undefined;
}

/** Whether a link may still be used, and by whom; null when not. `user` is null for the setup link. */
export async function findOpenToken(tx: Tx, input: { purpose: (typeof verificationTokens.$inferSelect)["purpose"]; tokenHash: Buffer; now: Date }) {
  const [row] = await tx
    .select({ user: SIGN_IN_FACTS })
    .from(verificationTokens)
    .leftJoin(users, eq(users.id, verificationTokens.userId))
    .where(
      and(
        eq(verificationTokens.tokenHash, input.tokenHash),
        eq(verificationTokens.purpose, input.purpose),
        isNull(verificationTokens.usedAt),
        isNull(verificationTokens.revokedAt),
        gt(verificationTokens.expiresAt, input.now),
      ),
    );
  return row ?? null;
}

/** What the shop asks of a password. */
export async function readPasswordSettings(tx: Tx): Promise<{ leastLength: number; shopName: string }> {
  const [row] = await tx.select({ leastLength: settings.passwordMinLength, shopName: settings.shopName }).from(settings);
  return row ?? { leastLength: 12, shopName: "" };
}

/** The shop's name, for mails and authenticator apps. */
export async function readShopName(tx: Tx): Promise<string> {
  return (await readPasswordSettings(tx)).shopName;
}

/** How long a session may last at most, in seconds. */
export async function readSessionSeconds(tx: Tx): Promise<number> {
  const [row] = await tx.select({ hours: settings.sessionAbsoluteHours }).from(settings);
  return (row?.hours ?? 1) * 3600;
}

/** A person's own sign-in, with when this session last showed who it is. */
export async function readOwnSignIn(tx: Tx, input: { userId: string; sessionId: string }) {
  const [row] = await tx
    .select({ ...SIGN_IN_FACTS, reauthenticatedAt: sessions.reauthenticatedAt, adminSince: users.adminSince })
    .from(users)
    .innerJoin(sessions, and(eq(sessions.userId, users.id), eq(sessions.id, input.sessionId)))
    .where(eq(users.id, input.userId));
  return row ?? null;
}

/** When the signed-in person's session last showed who they are, and whether by a code; run with their own rights. */
export async function readProof(tx: Tx, input: { sessionId: string; userId: string }) {
  const [row] = await tx
    .select({ reauthenticatedAt: sessions.reauthenticatedAt, hasSecondStep: sql<boolean>`${users.totpEnabledAt} is not null` })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, input.userId)));
  return row ?? null;
}

/** How many of a person's recovery codes are unused. */
export function countRecoveryCodes(tx: Tx, userId: string): Promise<number> {
  return tx.$count(recoveryCodes, and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
}

/** The sessions of the signed-in person that are neither ended nor over, last used first; run with their own rights. */
export function listOwnSessions(tx: Tx, input: { now: Date }) {
  return tx
    .select({ id: sessions.id, startedAt: sessions.createdAt, lastSeenAt: sessions.lastSeenAt, userAgent: sessions.userAgent, address: sessions.address })
    .from(sessions)
    .innerJoin(settings, eq(settings.singleton, true))
    .where(
      and(
        eq(sessions.userId, sql`(select current_person_id())`),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, input.now),
        sql`${sessions.createdAt} + make_interval(hours => ${settings.sessionAbsoluteHours}) > ${at(input.now)}`,
        sql`${sessions.lastSeenAt} + make_interval(mins => ${settings.sessionIdleMinutes}) > ${at(input.now)}`,
      ),
    )
    .orderBy(sql`${sessions.lastSeenAt} desc`, sessions.id);
}

const ORDER_OF_STATES = sql`array_position(array['active', 'invited', 'deactivated'], ${users.state}::text)`;

/** Everybody with their state and, for the invited, until when their link works. Row-level security gives it to admins. */
export function listPeople(tx: Tx, input: { now: Date }) {
  return tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      state: users.state,
      isDemo: users.isDemo,
      lastSignInAt: users.lastSignInAt,
      hasSecondStep: sql<boolean>`${users.totpEnabledAt} is not null`,
      invitedUntil: sql<Date | null>`(select max(i.expires_at) from open_invitations i where i.user_id = ${users.id} and i.expires_at > ${at(input.now)})`.mapWith(users.createdAt),
    })
    .from(users)
    .orderBy(ORDER_OF_STATES, users.name, users.id);
}
