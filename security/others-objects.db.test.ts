import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { USER_ROLES, type UserRole } from "#db/enums.ts";
import { MANAGERS } from "#db/policies.ts";
import { withSystem } from "#db/rls.ts";
import { addSessions, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { parents, rowOf, uuid } from "#db/testing/rls-rows.ts";
import { runTurnRequest } from "#agents/runtime/run-turn-request.ts";
import { callAs, requestContextFor } from "#server/testing/caller.ts";
import { START } from "#server/testing/runtime.ts";
import { Tally } from "./tally.ts";

/* S5, the other person: by the id of what is another's nobody gets at it, whatever their role, and it looks as if it were not there. */

const tally = new Tally("S5", "objects of other people");
let database: TestDatabase;

const owners = USER_ROLES.map((role, index) => ({ role, id: people[role].id, index }));
type Owner = (typeof owners)[number];
const TABLES = ["saved_views", "annotations", "tool_calls", "messages"];

beforeAll(async () => {
  database = await openTestDatabase();
  await withSystem(database.db, "everybody has something", async (tx) => {
    await addSessions(tx, START);
    // The builders of rows speak SQL to the owner of the schema.
    const run = (statement: string) => tx.execute(statement);
    for (const statement of parents(owners.map(({ id }) => id))) await run(statement);
    for (const owner of owners) for (const table of TABLES) await run(rowOf(table, owner)?.insert ?? "");
  });
});
afterAll(async () => {
  tally.report();
  await database.close();
});

type Api = Awaited<ReturnType<typeof callAs>>;

/** Each way to an object by its id, and what it answers to a stranger; a function where that is a matter of role. */
const WAYS: Readonly<Record<string, { try: (api: Api, owner: Owner, asker: UserRole) => Promise<unknown>; stranger?: (role: UserRole) => string }>> = {
  "read a conversation": { try: (api, { index }) => api.conversations.read({ id: uuid(7, index) }) },
  "rename a conversation": { try: (api, { index }) => api.conversations.rename({ id: uuid(7, index), title: "Mine" }) },
  "archive a conversation": { try: (api, { index }) => api.conversations.remove({ id: uuid(7, index), archived: true }) },
  "ask in a conversation": {
    async try(_api, { index }, asker) {
      const body = JSON.stringify({ conversationId: uuid(7, index), message: { id: uuid(77, index), text: "What did we sell?" } });
      const answer = await runTurnRequest(new Request("http://misty.test/api/agents/analyst", { method: "POST", body }), "analyst", requestContextFor(database.db, asker, START));
      await answer.text();
      return answer.status === 200 ? "OK" : answer.status === 404 ? "NOT_FOUND" : String(answer.status);
    },
  },
  "read evidence": { try: (api, { index }) => api.assistant.evidence({ runId: uuid(8, index), callId: "c" }) },
  "rate an answer": { try: (api, { index }) => api.assistant.rate({ runId: uuid(8, index), wasHelpful: false }) },
  "rename a saved view": { try: (api, { index }) => api.savedViews.change({ id: uuid(99, index), name: "Mine" }) },
  "share a saved view": { try: (api, { index }) => api.savedViews.change({ id: uuid(99, index), isShared: true }) },
  "end a session": { try: (api, { id }) => api.account.endSession({ id }) },
  "edit a note on a day": {
    try: (api, { index }) => api.annotations.edit({ id: uuid(99, index), day: "2026-06-15", text: "Mine" }),
    // Everybody reads notes, so there is nothing to hide; managers keep them.
    stranger: (role) => (MANAGERS.includes(role) ? "OK" : "FORBIDDEN"),
  },
  "remove a saved view": { try: (api, { index }) => api.savedViews.remove({ id: uuid(99, index) }) },
};

async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    const value = await work;
    return typeof value === "string" ? value : "OK";
  } catch (error) {
    return error instanceof TRPCError ? error.code : String(error);
  }
}

for (const [name, way] of Object.entries(WAYS)) {
  test(`${name} of another person`, async () => {
    const got: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const asker of owners) {
      const api = await callAs(database.db, asker.role, START);
      for (const owner of owners.filter(({ role }) => role !== asker.role)) {
        const pair = `${asker.role} to ${owner.role}`;
        got[pair] = await outcome(way.try(api, owner, asker.role));
        expected[pair] = way.stranger?.(asker.role) ?? "NOT_FOUND";
        tally.attempt(got[pair] === expected[pair], `${name}, ${pair}: ${got[pair]}`);
      }
    }
    expect(got).toEqual(expected);
  });
}

test("the owners get at all of it, so that it was there to be got at", async () => {
  for (const owner of owners) {
    const api = await callAs(database.db, owner.role, START);
    for (const name of ["read a conversation", "read evidence", "rename a saved view", "edit a note on a day", "rate an answer"]) {
      expect({ name, role: owner.role, got: await outcome(WAYS[name]?.try(api, owner, owner.role) ?? Promise.reject(new Error(name))) }).toEqual({ name, role: owner.role, got: "OK" });
    }
  }
});

test("no list shows what is another's", async () => {
  for (const { role, index } of owners) {
    const api = await callAs(database.db, role, START);
    const ids = JSON.stringify([await api.conversations.list(), await api.savedViews.list({ page: "explorer" }), await api.account.sessions()]);
    for (const other of owners.filter((owner) => owner.role !== role)) {
      const seen = [uuid(7, other.index), uuid(99, other.index)].filter((id) => ids.includes(id));
      tally.attempt(seen.length === 0, `${role} sees ${other.role}'s ${seen.join(", ")}`);
      expect(seen).toEqual([]);
    }
    expect(ids).toContain(uuid(7, index));
  }
});
