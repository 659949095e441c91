import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { accessSync, chmodSync, chownSync, constants, mkdtempSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import postgres from "postgres";
import { findFreePort } from "./free-port.ts";

/** How a server is brought down: its main process at once, its main process without a farewell, in order, or by the death of one of its sessions. */
export const DOWNFALLS = ["kill -9", "immediate stop", "fast stop", "kill -9 of a session"] as const;
export type Downfall = (typeof DOWNFALLS)[number];

const SIGNALS = { "kill -9": "SIGKILL", "immediate stop": "SIGQUIT", "fast stop": "SIGINT" } as const;
const STARTS_WITHIN_MS = 30_000;
/** What may run PostgreSQL when we are root, which it refuses. */
const NOBODY = 65_534;

/** Programs of PostgreSQL that a test may start, and as whom. `root` is the folder they believe to be "/". */
interface Programs {
  bin: string;
  root: string;
  uid: number;
  gid: number;
}

/**
 * A throw-away server of a test's own, on a port of its own, that can be brought down. It does not wait for the
 * disk: what a process has written outlives the process, and only the machine's own death is another matter.
 */
export interface NativeCluster {
  /** A superuser's address. */
  url: string;
  /** Brings it down and waits until it is. After "kill -9 of a session" it comes back by itself. */
  bringDown(how: Downfall): Promise<void>;
  /** Starts it again and waits until it answers. */
  bringUp(): Promise<void>;
  remove(): Promise<void>;
}

/** The programs of the server at `adminUrl`, when it runs on this machine and we may start them, else those of the PATH. */
async function findPrograms(adminUrl: string): Promise<Programs | null> {
  return (await programsOf(adminUrl).catch(() => null)) ?? programsOfPath();
}

async function programsOf(adminUrl: string): Promise<Programs | null> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const [row] = await admin<{ pid: string; port: string }[]>`select split_part(pg_read_file('postmaster.pid'), E'\n', 1) as pid, current_setting('port') as port`;
    const place = `/proc/${row?.pid ?? ""}`;
    // A number alone could be any process of this machine.
    if (!row || !readFileSync(join(place, "cmdline"), "utf8").includes("postgres")) return null;
    const root = readlinkSync(join(place, "root"));
    const { uid, gid } = statSync(place);
    const isRoot = process.getuid?.() === 0;
    if (!isRoot && (root !== "/" || uid !== process.getuid?.())) return null;
    return { bin: `/${relative(root, dirname(readlinkSync(join(place, "exe"))))}`, root, uid, gid };
  } finally {
    await admin.end();
  }
}

function programsOfPath(): Programs | null {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    try {
      const bin = dirname(realpathSync(join(folder, "initdb")));
      accessSync(join(bin, "postgres"), constants.X_OK);
      const [uid, gid] = process.getuid?.() === 0 ? [NOBODY, NOBODY] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
      return { bin, root: "/", uid, gid };
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** Starts one of the programs as the one it belongs to. */
function run({ bin, root, uid, gid }: Programs, program: string, args: string[]): ChildProcess {
  const options: SpawnOptions = { cwd: "/", stdio: ["ignore", "ignore", "pipe"], env: { NODE_ENV: "test", PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C" } };
  const child =
    root === "/"
      ? spawn(join(bin, program), args, { ...options, ...(process.getuid?.() === 0 ? { uid, gid } : {}) })
      : spawn("chroot", [`--userspec=${uid}:${gid}`, root, join(bin, program), ...args], options);
  child.on("error", () => {}); // it has no number then, which is looked at
  return child;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;

const endOf = (child: ChildProcess): Promise<void> => new Promise((done) => (hasEnded(child) ? done() : child.once("exit", () => done())));

/**
 * Makes a server of its own with the programs of the one at `adminUrl`. Returns a sentence instead when
 * this machine has no programs that can be started, or they know no pgvector.
 */
export async function startNativeCluster(adminUrl: string): Promise<NativeCluster | string> {
  const programs = await findPrograms(adminUrl);
  if (!programs) return "no programs of PostgreSQL that could be started here";
  const folder = mkdtempSync(programs.root === "/" ? join(tmpdir(), "misty-cluster-") : join(programs.root, "tmp", "misty-cluster-"));
  chownSync(folder, programs.uid, programs.gid);
  chmodSync(folder, 0o700);
  const data = programs.root === "/" ? folder : `/${relative(programs.root, folder)}`;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const initdb = run(programs, "initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
  let said = "";
  initdb.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await endOf(initdb);
  if (initdb.exitCode !== 0) {
    remove();
    return `initdb could not make a cluster: ${said.trim()}`;
  }
  const port = await findFreePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let main: ChildProcess | null = null;

  const ask = async <Row extends Record<string, unknown>>(text: string): Promise<Row[]> => {
    const client = postgres(url, { max: 1, connect_timeout: 2, fetch_types: false, onnotice: () => {} });
    try {
      return [...(await client.unsafe<Row[]>(text))];
    } finally {
      await client.end({ timeout: 1 });
    }
  };
  const bringUp = async (): Promise<void> => {
    const until = performance.now() + STARTS_WITHIN_MS;
    let words = "";
    for (;;) {
      // Sessions of one that was killed hold its memory until they have noticed, and until then nobody else starts.
      if (!main || hasEnded(main)) {
        main = run(programs, "postgres", ["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "shared_buffers=32MB", "-c", "max_connections=60", "-c", "fsync=off"]);
        main.stderr?.on("data", (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2_000)));
      }
      const answers = await ask("select 1").then(() => true, () => false);
      if (answers) return;
      if (performance.now() > until) throw new Error(`PostgreSQL did not start:\n${words}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  const cluster: NativeCluster = {
    url,
    bringUp,
    async bringDown(how) {
      if (!main) throw new Error("the server does not run");
      if (how === "kill -9 of a session") {
        const [session] = await ask<{ pid: number }>("select pid from pg_stat_activity where application_name = 'misty' and pid <> pg_backend_pid() order by state, pid limit 1");
        if (session) process.kill(session.pid, "SIGKILL");
        return;
      }
      main.kill(SIGNALS[how]);
      await endOf(main);
    },
    async remove() {
      if (main) {
        main.kill("SIGQUIT");
        await endOf(main);
      }
      remove();
    },
  };
  try {
    await bringUp();
    const [found] = await ask("select 1 from pg_available_extensions where name = 'vector'");
    if (found) return cluster;
  } catch (error) {
    await cluster.remove();
    throw error;
  }
  await cluster.remove();
  return "the PostgreSQL of this machine has no pgvector";
}
