import { USER_ROLES, type UserRole } from "#db/enums.ts";
import { ADMINS, EVERYONE, MANAGERS, STOCK_DESK } from "#db/policies.ts";
import { people } from "#db/testing/people.ts";
import { type Caller, EXTRA } from "./callers.ts";

/*
 * What every loader and every form of every action answers to whom, by `product.md`, written down
 * apart from the code. A route without a row fails the test: say who may before it goes out.
 */

/** The ids that a test put in, and one that nothing has. */
export interface Places {
  album: string;
  shelf: string;
  order: number;
  nowhere: string;
}

/** One answer for each kind of caller. */
export type Answers = Readonly<Record<Caller, string>>;

interface Attempt {
  answers: Answers;
  /** The query of a loader's address. */
  search?: string;
}

interface Post {
  answers: Answers;
  /** The query of the form's address. */
  search?: string;
  fields?: (places: Places) => Record<string, string>;
  /** JSON instead of a form. */
  json?: unknown;
}

export interface RouteRights {
  params?: (places: Places) => Record<string, string>;
  /** Null where the route has none, as for `actions`. */
  loader: Attempt | null;
  /** By what the form intends. */
  actions: Record<string, Post> | null;
}

const ENROL = "302 /account/second-step";
const all = (answer: string) => Object.fromEntries(USER_ROLES.map((role) => [role, answer])) as Record<UserRole, string>;
const outside = (answer: string) => ({ nobody: answer, deactivated: answer, invited: answer, expired: answer, idle: answer, "signed out": answer, "made up": answer });

/** The same for everybody, signed in or not. */
export const open = (answer: string): Answers => ({ ...outside(answer), ...all(answer), unproven: answer, "must enrol": answer });

/** `roles` get `answer`, other people 403, whoever is not signed in goes to the sign-in. */
export const signedIn = (answer: string, roles: readonly UserRole[] = EVERYONE): Answers => ({
  ...outside("sign-in"),
  ...all("403"),
  ...Object.fromEntries(roles.map((role) => [role, answer])),
  unproven: roles.includes("admin") ? answer : "403",
  "must enrol": ENROL,
});

const page = (search = ""): RouteRights => ({ loader: { answers: signedIn("200"), search }, actions: null });
const withId = (place: "album" | "shelf") => (places: Places) => ({ id: places[place] });
/** An act that asks for a proof of the last ten minutes. */
const proven = (answer: string, roles: readonly UserRole[]): Answers => ({ ...signedIn(answer, roles), unproven: "412" });
const target = ({ nowhere }: Places) => ({ id: nowhere });

const stockAct = (fields: (places: Places) => Record<string, string>, answer = "404"): Post => ({ answers: signedIn(answer, STOCK_DESK), fields: (places) => ({ key: places.nowhere, ...fields(places) }) });

export const ROUTE_RIGHTS: Readonly<Record<string, RouteRights>> = {
  _app: page(),
  "_app.$": { loader: { answers: open("404") }, actions: null },
  "_app._index": page(),
  "_app.account": {
    loader: { answers: signedIn("200") },
    actions: {
      rename: { answers: signedIn("302 /account"), fields: () => ({ name: "Another Name" }) },
      // Nobody's stored hash here is one that a typed password opens.
      password: { answers: signedIn("400"), fields: () => ({ current: "wrong", password: "nutty rhythm-a-ning 88" }) },
      codes: { answers: proven("412", EVERYONE) },
      off: { answers: proven("412", EVERYONE) },
      session: { answers: proven("404", EVERYONE), fields: target },
      // Nothing but a proof, and none was typed.
      prove: { answers: signedIn("302 /account") },
      others: { answers: proven("302 /account", EVERYONE) },
      everywhere: { answers: proven("sign-in", EVERYONE) },
      "something else": { answers: signedIn("400") },
    },
  },
  // No worker has started there.
  "_app.activity": { ...page(), actions: { check: { answers: signedIn("409", ADMINS), fields: () => ({ intent: "check" }) } } },
  "_app.admin.ai._index": { loader: { answers: signedIn("200", ADMINS) }, actions: null },
  "_app.admin.ai.budgets": {
    loader: { answers: signedIn("200", ADMINS) },
    actions: Object.fromEntries(["remove-price", "remove-budget"].map((intent) => [intent, { answers: signedIn("302 /admin/ai/budgets", ADMINS), fields: target }])),
  },
  "_app.admin.ai.runs": { loader: { answers: signedIn("200", ADMINS) }, actions: null },
  "_app.admin.settings": {
    loader: { answers: signedIn("200", ADMINS) },
    actions: {
      stock: { answers: signedIn("409", ADMINS), fields: () => ({ group: "stock", seen: "long ago", lowStockThreshold: "3" }) },
      // Whether the form was drawn from today's values is looked at before the proof.
      signIn: { answers: signedIn("409", ADMINS), fields: () => ({ group: "signIn", seen: "long ago", passwordMinLength: "14", sessionIdleMinutes: "60", sessionAbsoluteHours: "24" }) },
    },
  },
  "_app.admin.system": {
    loader: { answers: signedIn("200", ADMINS) },
    actions: {
      probe: { answers: signedIn("302 /admin/system", ADMINS), fields: () => ({ intent: "probe" }) },
      run: { answers: signedIn("302 /admin/system", ADMINS), fields: () => ({ intent: "run", name: "no-such-job" }) },
      retry: { answers: signedIn("302 /admin/system", ADMINS), fields: (places) => ({ intent: "retry", ...target(places) }) },
      cancel: { answers: signedIn("302 /admin/system", ADMINS), fields: (places) => ({ intent: "cancel", ...target(places) }) },
    },
  },
  "_app.admin.users": {
    loader: { answers: signedIn("200", ADMINS) },
    actions: Object.fromEntries<Post>(
      ([
        { intent: "invite", answer: "409", more: { name: "Somebody", email: "staff@example.test", role: "admin" } },
        // Acts that come to nothing, so that only who asks decides about the answer.
        { intent: "role", answer: "302 /admin/users", more: { id: people.staff.id, role: "staff" } },
        { intent: "deactivate", answer: "302 /admin/users", more: { id: EXTRA.deactivated } },
        { intent: "out", answer: "302 /admin/users", more: { id: EXTRA.deactivated } },
        { intent: "everybody", answer: "302 /admin/users", more: {} },
        ...["again", "revoke", "resend", "reactivate", "step"].map((intent) => ({ intent, answer: "412", more: { id: people.admin.id } })),
      ] as { intent: string; answer: string; more: Record<string, string> }[]).map(({ intent, answer, more }) => [intent, { answers: proven(answer, ADMINS), fields: (): Record<string, string> => ({ intent, ...more }) }]),
    ),
  },
  "_app.albums.$id": { params: withId("album"), ...page() },
  "_app.analytics": { loader: null, actions: null },
  "_app.analytics.$tab": { params: () => ({ tab: "sales" }), ...page() },
  // Only a way on to a page that asks who it is.
  "_app.analytics._index": { loader: { answers: open("302 /analytics/sales") }, actions: null },
  "_app.analytics.explorer": page("?table=customers"),
  "_app.annotations": {
    loader: { answers: signedIn("200") },
    actions: {
      add: { answers: signedIn("302 /orders"), fields: () => ({ intent: "add", day: "2026-06-30", text: "A fair", redirectTo: "/orders" }) },
      edit: { answers: signedIn("404"), fields: (places) => ({ intent: "edit", ...target(places), day: "2026-06-30", text: "A fair" }) },
      remove: { answers: signedIn("404"), fields: (places) => ({ intent: "remove", ...target(places) }) },
    },
  },
  // No data of its own: the page talks to procedures.
  "_app.assistant": { loader: null, actions: null },
  "_app.find": page("?q=blue"),
  "_app.imports.$id": {
    params: target,
    loader: { answers: signedIn("404", STOCK_DESK) },
    actions: { undo: { answers: signedIn("404", MANAGERS) } },
  },
  "_app.imports._index": {
    loader: { answers: signedIn("200", STOCK_DESK) },
    actions: { discard: { answers: signedIn("404", STOCK_DESK), fields: target } },
  },
  "_app.imports.files.$id": {
    params: target,
    loader: { answers: signedIn("404", STOCK_DESK) },
    actions: Object.fromEntries(["check", "start", "stop"].map((intent) => [intent, { answers: signedIn("404", STOCK_DESK), fields: () => ({ intent }) }])),
  },
  "_app.inventory.$id": {
    params: withId("shelf"),
    loader: { answers: signedIn("200") },
    actions: {
      count: stockAct(({ nowhere }) => ({ intent: "count", shelf: nowhere, expected: "0", counted: "1" })),
      adjust: stockAct(({ nowhere }) => ({ intent: "adjust", shelf: nowhere, quantity: "1", reason: "found" })),
      receive: stockAct(({ nowhere }) => ({ intent: "receive", shelf: nowhere, quantity: "1" })),
      return: stockAct(({ nowhere }) => ({ intent: "return", shelf: nowhere, quantity: "1", reason: "unwanted" })),
      undo: stockAct(({ nowhere }) => ({ intent: "undo", of: "movement", id: nowhere })),
      price: stockAct(({ nowhere }) => ({ intent: "price", shelf: nowhere, listPrice: "20" })),
      plan: stockAct(({ nowhere }) => ({ intent: "plan", shelf: nowhere })),
      record: stockAct(({ nowhere }) => ({ intent: "record", albumId: nowhere, seen: "never", title: "Blue Train" })),
    },
  },
  "_app.inventory._index": page(),
  "_app.inventory.new": {
    loader: { answers: signedIn("200") },
    actions: { create: stockAct(() => ({ title: "Blue Train" }), "409") },
  },
  "_app.inventory.receive": {
    loader: { answers: signedIn("200") },
    actions: { undo: stockAct(({ nowhere }) => ({ intent: "undo", of: "movement", id: nowhere })) },
  },
  "_app.inventory.suppliers": {
    loader: { answers: signedIn("200") },
    actions: { edit: { answers: signedIn("404", STOCK_DESK), fields: (places) => ({ ...target(places), name: "Another", leadTimeDays: "3" }) } },
  },
  "_app.orders.$number": { params: ({ order }) => ({ number: String(order) }), ...page() },
  "_app.orders._index": page(),
  "_app.knowledge._index": page(),
  "_app.knowledge.documents.$id": {
    params: target,
    loader: { answers: signedIn("404") },
    actions: {
      edit: { answers: signedIn("404", MANAGERS), fields: () => ({ seen: "never", title: "Rules", audience: "staff" }) },
      reindex: { answers: signedIn("404", MANAGERS) },
      remove: { answers: signedIn("404", MANAGERS) },
    },
  },
  "_app.knowledge.documents._index": { loader: { answers: signedIn("200") }, actions: { add: { answers: signedIn("400", MANAGERS) } } },
  "_app.knowledge.queues": {
    loader: { answers: signedIn("200", MANAGERS) },
    actions: {
      dismiss: { answers: signedIn("404", MANAGERS), search: "?q=contradictions", fields: (places) => ({ ...target(places), state: "dismissed", note: "Both hold." }) },
      settle: { answers: signedIn("404", MANAGERS), search: "?q=feedback", fields: (places) => ({ ...target(places), state: "settled", note: "Corrected." }) },
      decide: { answers: signedIn("404", MANAGERS), fields: (places) => ({ ...target(places), state: "answered" }) },
    },
  },
  "_app.outbox": {
    loader: { answers: signedIn("200", MANAGERS) },
    actions: { cancel: { answers: signedIn("404", MANAGERS), fields: (places) => ({ ...target(places), act: "cancel" }) } },
  },
  "_app.rows.$metric": { params: () => ({ metric: "revenue" }), ...page() },
  "_auth.account.second-step": {
    // The one page of a person that an admin gets who has to switch the second step on first.
    loader: { answers: { ...signedIn("200"), "must enrol": "200" } },
    actions: {
      begin: { answers: { ...proven("302 /account/second-step", EVERYONE), "must enrol": "302 /account/second-step" } },
      // What another session began waits for that one: here nothing waits.
      confirm: { answers: { ...proven("412", EVERYONE), "must enrol": "412" }, fields: () => ({ intent: "confirm", code: "000000" }) },
    },
  },
  "_auth.join.$token": { params: () => ({ token: "made-up" }), loader: { answers: open("410") }, actions: { join: { answers: open("410"), fields: () => ({ password: "nutty rhythm-a-ning 88" }) } } },
  "_auth.login": {
    loader: { answers: { ...open("302 /"), ...outside("200") } },
    actions: { "a bad address": { answers: open("400"), fields: () => ({ email: "nobody", password: "" }) } },
  },
  "_auth.login_.code": { loader: { answers: open("sign-in") }, actions: { code: { answers: open("sign-in"), fields: () => ({ code: "000000" }) } } },
  "_auth.logout": { loader: { answers: open("302 /") }, actions: { leave: { answers: open("sign-in") } } },
  "_auth.reset.$token": { params: () => ({ token: "made-up" }), loader: { answers: open("410") }, actions: { reset: { answers: open("410"), fields: () => ({ password: "nutty rhythm-a-ning 88" }) } } },
  "_auth.reset._index": { loader: { answers: open("200") }, actions: { ask: { answers: open("400"), fields: () => ({ email: "nobody" }) } } },
  "_auth.setup": { loader: { answers: open("410") }, actions: { setup: { answers: open("400"), fields: () => ({ token: "made-up" }) } } },
  "activity[.]csv": { loader: { answers: signedIn("200", ADMINS) }, actions: null },
  "activity[.]json": { loader: { answers: signedIn("200", ADMINS) }, actions: null },
  "admin.ai[.]csv": { loader: { answers: signedIn("200", ADMINS), search: "?block=days" }, actions: null },
  "albums.$id[.]csv": { params: withId("album"), ...page() },
  "analytics.$tab[.]csv": { params: () => ({ tab: "sales" }), ...page("?block=revenue-over-time") },
  "analytics.explorer[.]csv": page("?table=customers"),
  "api.agents.$agentId": {
    params: () => ({ agentId: "analyst" }),
    loader: { answers: open("405") },
    // A program asks here, so it is told instead of sent to a page.
    actions: { ask: { answers: { ...open("400"), ...outside("401") }, json: { message: null } } },
  },
  // Behind it stand the procedures, which server/trpc/auth-matrix.db.test.ts lists one by one.
  "api.trpc.$": {
    params: () => ({ "*": "account.sessions" }),
    loader: { answers: { ...open("200"), ...outside("401"), "must enrol": "412" } },
    actions: { mutate: { answers: { ...open("404"), ...outside("401"), unproven: "412", "must enrol": "412" }, json: { json: { id: "01900000-0000-7000-8000-0000000000fe" } } } },
  },
  "dashboard[.]csv": page(),
  // Whether a document may be read its audience says: server/services/knowledge and db/queries/knowledge look at that.
  "files.$": { params: ({ nowhere }) => ({ "*": `documents/${nowhere}` }), loader: { answers: signedIn("404") }, actions: null },
  "imports.$id[.]csv": { params: target, loader: { answers: signedIn("404", STOCK_DESK) }, actions: null },
  "inventory[.]csv": page(),
  "knowledge.documents.$id[.]json": { params: target, loader: { answers: signedIn("404") }, actions: null },
  // A file is sent to it and nothing is read from it: the address alone leads to the list.
  "knowledge.documents.upload": { loader: { answers: open("302 /knowledge/documents") }, actions: { add: { answers: signedIn("400", MANAGERS) } } },
  "orders[.]csv": page(),
  "saved-views": {
    loader: { answers: open("302 /") },
    actions: {
      ...Object.fromEntries(["rename", "update", "share", "unshare", "delete"].map((intent) => [intent, { answers: signedIn("400"), fields: (places: Places) => ({ intent, ...target(places), name: "Mine now", here: "1" }) }])),
      save: { answers: signedIn("302 /orders"), fields: () => ({ intent: "save", page: "explorer", name: "Best sellers", search: "table=orders", redirectTo: "/orders" }) },
    },
  },
  theme: { loader: { answers: open("302 /") }, actions: { choose: { answers: open("200"), fields: () => ({ theme: "dark" }) } } },
  // Programs show a secret here; without one set, the door is shut for everybody.
  "webhooks.supabase": { loader: { answers: open("405") }, actions: { event: { answers: { ...open("404"), "must enrol": ENROL }, json: {} } } },
};
