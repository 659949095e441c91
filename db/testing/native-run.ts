import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { connect } from "../client.ts";
import { migrateDatabase } from "../migrate.ts";

const PREFIX = "misty_test_";
const SHARED_ROLES_LOCK = 7_317_002; // roles belong to the whole server, so two runs take turns with them

/** A login without superuser on a test server, a migrated template it owns, and the way to drop all of it. */
export interface NativeRun {
  /** Prefix of every name this run makes. */
  run: string;
  template: string;
  /** Signs in as this run's login; the path names no database yet. */
  loginUrl: string;
  /** A copy of the template under a name of its own. Returns its address. */
  createDatabase(): Promise<string>;
  dropAll(): Promise<void>;
}

/**
 * Makes a run's own login (no superuser, no BYPASSRLS) and a migrated template owned by it.
 * `adminUrl` is a superuser's. What crashed runs left behind goes first.
 */
export async function startNativeRun(adminUrl: string): Promise<NativeRun> {
  const run = `${PREFIX}${Math.floor(Date.now() / 1000)}_${randomBytes(3).toString("hex")}`;
  const password = randomBytes(18).toString("hex");
  const template = `${run}_template`;
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  await dropLeftovers(admin);

  const login = new URL(adminUrl);
  login.username = run;
  login.password = password;
  const addressOf = (database: string): string => {
    const url = new URL(login);
    url.pathname = `/${database}`;
    return url.toString();
  };

  await admin.unsafe(`create role ${run} login createrole nosuperuser nobypassrls password '${password}'`);
  await admin`select pg_advisory_lock(${SHARED_ROLES_LOCK})`;
  try {
    const [shared] = await admin`select 1 from pg_roles where rolname = 'authenticated'`;
    // Made by another database's migrations: then only its maker or a superuser can pass it on.
    if (shared) await admin.unsafe(`grant authenticated to ${run}${await grantOption(admin)}`);
    await admin.unsafe(`create database ${template} owner ${run}`);
    await installVector(adminUrl, template);
    const db = connect({ kind: "server", url: addressOf(template) }, { max: 1 });
    try {
      await migrateDatabase(db);
    } finally {
      await db.close();
    }
  } finally {
    await admin`select pg_advisory_unlock(${SHARED_ROLES_LOCK})`;
  }

  return {
    run,
    template,
    loginUrl: login.toString(),
    async createDatabase() {
      const name = `${run}_${randomBytes(4).toString("hex")}`;
      await admin.unsafe(`create database ${name} template ${template} owner ${run}`);
      return addressOf(name);
    },
    async dropAll() {
      await dropRun(admin, run);
      await admin.end();
    },
  };
}

/** From PostgreSQL 16 on, being a member does not yet mean being allowed to become the role. */
async function grantOption(admin: postgres.Sql): Promise<string> {
  const [row] = await admin<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
  return (row?.version ?? 0) >= 160_000 ? " with set true" : "";
}

/** pgvector is no trusted extension on Debian, so the superuser brings it in to a database. */
export async function installVector(adminUrl: string, database: string): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = postgres(url.toString(), { max: 1, onnotice: () => {} });
  try {
    await client.unsafe("create extension if not exists vector");
  } finally {
    await client.end();
  }
}

async function dropRun(admin: postgres.Sql, run: string): Promise<void> {
  const databases = await admin<{ datname: string }[]>`select datname from pg_database where datname like ${`${run}%`}`;
  for (const { datname } of databases) await admin.unsafe(`drop database if exists ${datname} with (force)`);
  const logins = await admin<{ rolname: string }[]>`select rolname from pg_roles where rolname like ${`${run}%`}`;
  for (const { rolname } of logins) {
    // Roles that this login's migrations made stay for others; what depends on the login itself goes with it.
    await admin.unsafe(`reassign owned by ${rolname} to current_user; drop owned by ${rolname}; drop role ${rolname}`);
  }
}

async function dropLeftovers(admin: postgres.Sql): Promise<void> {
  const names = await admin<{ name: string }[]>`
    select datname as name from pg_database where datname like ${`${PREFIX}%`} union select rolname from pg_roles where rolname like ${`${PREFIX}%`}`;
  const hourAgo = Date.now() / 1000 - 3600;
  const stale = new Set(names.flatMap(({ name }) => {
    const [run, startedAt] = /^misty_test_(\d+)_[0-9a-f]+/.exec(name) ?? [];
    return run && Number(startedAt) < hourAgo ? [run] : [];
  }));
  for (const run of stale) await dropRun(admin, run);
}
