import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ModelServer } from "#agents/testing/model-server.ts";
import { withSystem } from "#db/rls.ts";
import { readEnv } from "../env.ts";
import { openDatabase } from "../open-database.ts";
import { send, sendForm } from "../testing/http.ts";

const CHILD = fileURLToPath(new URL("../testing/child-server.ts", import.meta.url));
/** Three times what a stop may take. */
const STOP_DEADLINE_MS = 30_000;

let dataDir: string;
let server: { process: ChildProcess; url: string; setupUrl: string };

/** Starts a whole server over `dataDir`; `ended` gives its exit code and what it said on stderr. */
function startProcess(variables: Record<string, string> = {}): { process: ChildProcess; firstLine: Promise<string>; ended: Promise<{ code: number | null; stderr: string }> } {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD], {
    env: { PATH: process.env["PATH"], NODE_ENV: "production", PORT: "0", MISTY_DEMO: "off", MISTY_DATA_DIR: dataDir, LOG_LEVEL: "error", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const firstLine = once(createInterface(child.stdout), "line").then(([line]) => String(line));
  const ended = once(child, "exit").then(([code]) => ({ code: code as number | null, stderr }));
  return { process: child, firstLine, ended };
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "misty-start-"));
  const started = startProcess();
  const line = await Promise.race([started.firstLine, started.ended.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
  server = { process: started.process, ...(JSON.parse(line) as { url: string; setupUrl: string }) };
}, 120_000);
afterAll(() => {
  server.process.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

describe("a server on an empty directory outside the demo", () => {
  test("is ready, knows no demo people, and shows a setup link", async () => {
    expect(await send(`${server.url}/readyz`)).toMatchObject({ status: 200 });
    expect(await sendForm(`${server.url}/login`, { email: "admin@misty.demo", password: "blue-train-1957" })).toMatchObject({ status: 401 });
    expect(server.setupUrl).toMatch(/\/setup\?token=[A-Za-z0-9_-]{43}$/);
  });

  test("keeps a session secret of its own, for its owner's eyes only", () => {
    const path = join(dataDir, "session-secret");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(path, "utf8"), "base64url")).toHaveLength(32);
  });

  test("does not let a second server in, which says so and ends with 1", async () => {
    const second = await startProcess().ended;
    expect(second.code).toBe(1);
    expect(second.stderr).toContain("is in use by another Misty");
    expect(await send(`${server.url}/readyz`)).toMatchObject({ status: 200 });
  });

  test("tells an open stream of new activities, ends it with the session, and ends all streams on SIGTERM", async () => {
    const form = { token: new URL(server.setupUrl).searchParams.get("token") ?? "", name: "Alma", email: "alma@shop.example", password: "maiden voyage 65", shopName: "Alma's", currency: "EUR", timeZone: "Europe/Berlin" };
    const cookieOf = (answer: { headers: Record<string, string> }) => answer.headers["set-cookie"]?.split(";")[0] ?? "";
    const first = cookieOf(await sendForm(`${server.url}/setup`, form));
    const second = cookieOf(await sendForm(`${server.url}/login`, { email: form.email, password: form.password }));

    const open = async (cookie: string) => {
      const response = await fetch(`${server.url}/api/trpc/activity.onAdded?input=${encodeURIComponent('{"json":{"lastEventId":null}}')}`, { headers: { cookie, accept: "text/event-stream" } });
      expect(response.headers.get("content-encoding")).toBeNull();
      const whole = response.text().then(
        (text) => text,
        () => "cut",
      );
      return { status: response.status, whole };
    };
    const signedOut = await open(first);
    const stopped = await open(second);
    expect([signedOut.status, stopped.status]).toEqual([200, 200]);

    await sendForm(`${server.url}/logout`, {}, { cookie: first });
    expect(await within(STOP_DEADLINE_MS, signedOut.whole)).toContain("event: connected");

    const exit = once(server.process, "exit");
    server.process.kill("SIGTERM");
    const [code] = (await within(STOP_DEADLINE_MS, exit)) as [number];
    expect(code).toBe(0);
    expect(await stopped.whole).toContain("event: connected");
  }, 120_000);

  test("saves what an answer came to when it is stopped, and closes its run", async () => {
    const model = await ModelServer.start();
    const started = startProcess(model.variables("openai-compatible"));
    try {
      model.behave({ kind: "text", text: "word ".repeat(2_000), pieces: 2_000, pauseMs: 20 });
      const line = await Promise.race([started.firstLine, started.ended.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
      const { url } = JSON.parse(line) as { url: string };
      const cookie = (await sendForm(`${url}/login`, { email: "alma@shop.example", password: "maiden voyage 65" })).headers["set-cookie"]?.split(";")[0] ?? "";
      const conversationId = "01900000-0000-7000-8000-00000000c0de";
      const response = await fetch(`${url}/api/agents/analyst`, { method: "POST", headers: { cookie, origin: url, "content-type": "application/json" }, body: JSON.stringify({ conversationId, message: { id: "01900000-0000-7000-8000-00000000c0df", text: "Tell me everything" } }) });
      expect(response.status).toBe(200);
      const reader = response.body?.getReader();
      for (let seen = ""; !seen.includes("text-delta"); ) seen += new TextDecoder().decode((await reader?.read())?.value);

      started.process.kill("SIGTERM");
      expect(await within(STOP_DEADLINE_MS, started.ended)).toMatchObject({ code: 0 });
      expect(await look(`select m.parts::text like '%word%' as has_words, m.metadata->>'outcome' as outcome, r.status::text as status from messages m join agent_runs r on r.conversation_id = m.conversation_id where m.conversation_id = '${conversationId}' and m.role = 'assistant'`)).toEqual([{ has_words: true, outcome: "stopped", status: "stopped" }]);
    } finally {
      started.process.kill("SIGKILL");
      await model.stop();
    }
  }, 120_000);

  test("withdraws the import and closes the answer that a dead process left open", async () => {
    const batch = "01900000-0000-7000-8000-00000000ba7c";
    await look(`insert into import_batches (id, format, file_name, status) values ('${batch}', 'transactions', 'x.txt', 'staging')`);
    await look(`insert into agent_runs (id, agent_id, model, provider, actor_kind, status, started_at) values ('${batch}', 'analyst', 'm', 'p', 'command_line', 'running', now())`);
    const started = startProcess();
    await Promise.race([started.firstLine, started.ended.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
    const exit = once(started.process, "exit");
    started.process.kill("SIGTERM");
    await within(STOP_DEADLINE_MS, exit);
    expect(await look(`select status::text as status, error from import_batches where id = '${batch}'`)).toEqual([{ status: "withdrawn", error: expect.stringContaining("Run it again") as string }]);
    expect(await look(`select status::text as status, error_code from agent_runs where id = '${batch}'`)).toEqual([{ status: "failed", error_code: "process_lost" }]);
  }, 120_000);
});

/** What a statement gives while no server runs. */
async function look(statement: string): Promise<Record<string, unknown>[]> {
  const opened = await openDatabase(readEnv({ MISTY_DEMO: "off", MISTY_DATA_DIR: dataDir }), { purpose: "command" });
  try {
    return await withSystem(opened.db, "what a process left", async (tx) => [...(await tx.execute<Record<string, unknown>>(sql.raw(statement)))]);
  } finally {
    await opened.close();
  }
}

/** The promise's value, or an error when it takes longer. */
async function within<T>(deadlineMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, fail) => (timer = setTimeout(() => fail(new Error(`not within ${deadlineMs} ms`)), deadlineMs)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
