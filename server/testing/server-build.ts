import type { ServerBuild } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import * as entry from "#app/entry.server.tsx";
import * as imports from "#app/routes/_app.imports._index/route.tsx";
import * as documents from "#app/routes/_app.knowledge.documents._index/route.tsx";
import * as login from "#app/routes/_auth.login.tsx";
import * as code from "#app/routes/_auth.login_.code.tsx";
import * as join from "#app/routes/_auth.join.$token.tsx";
import * as logout from "#app/routes/_auth.logout.ts";
import * as askReset from "#app/routes/_auth.reset._index.tsx";
import * as reset from "#app/routes/_auth.reset.$token.tsx";
import * as secondStep from "#app/routes/_auth.account.second-step.tsx";
import * as setup from "#app/routes/_auth.setup.tsx";
import * as agents from "#app/routes/api.agents.$agentId.ts";
import * as files from "#app/routes/files.$.ts";
import * as documentUpload from "#app/routes/knowledge.documents.upload.ts";
import * as supabaseWebhook from "#app/routes/webhooks.supabase.ts";
import * as trpc from "#app/routes/api.trpc.$.ts";
import remixConfig from "../../remix.config.js";
import type { Pages } from "../http/app.ts";

const future = { v3_routeConfig: false, unstable_optimizeDeps: false, ...remixConfig.future } as ServerBuild["future"];

type Route = ServerBuild["routes"][string];

const routes: Route[] = [
  { id: "root", path: "", module: { default: Outlet, ErrorBoundary: () => null } },
  { id: "login", parentId: "root", path: "login", module: login },
  { id: "logout", parentId: "root", path: "logout", module: logout as unknown as Route["module"] },
  { id: "code", parentId: "root", path: "login/code", module: code },
  { id: "join", parentId: "root", path: "join/:token", module: join },
  { id: "ask-reset", parentId: "root", path: "reset", index: true, module: askReset },
  { id: "reset", parentId: "root", path: "reset/:token", module: reset },
  { id: "second-step", parentId: "root", path: "account/second-step", module: secondStep },
  { id: "setup", parentId: "root", path: "setup", module: setup },
  { id: "imports", parentId: "root", path: "imports", module: imports },
  { id: "documents", parentId: "root", path: "knowledge/documents", module: documents },
  { id: "document-upload", parentId: "root", path: "knowledge/documents/upload", module: documentUpload as unknown as Route["module"] },
  { id: "files", parentId: "root", path: "files/*", module: files as unknown as Route["module"] },
  { id: "trpc", parentId: "root", path: "api/trpc/*", module: trpc as Route["module"] },
  { id: "supabase", parentId: "root", path: "webhooks/supabase", module: supabaseWebhook as unknown as Route["module"] },
  { id: "agents", parentId: "root", path: "api/agents/:agentId", module: agents as unknown as Route["module"] },
];

/** The routes of sign-in, uploads, tRPC and agents as they are, without Vite's build, so that tests of the host need none. */
export function unbuiltPages(): Pages {
  const build: ServerBuild = {
    mode: "production",
    entry: { module: entry },
    routes: Object.fromEntries(routes.map((route) => [route.id, route])),
    assets: {
      entry: { module: "/entry.js", imports: [] },
      routes: Object.fromEntries(
        routes.map(({ id, module: _module, ...route }) => [id, { id, ...route, module: `/${id}.js`, hasAction: true, hasLoader: true, hasClientAction: false, hasClientLoader: false, hasErrorBoundary: false }]),
      ),
      url: "/manifest.js",
      version: "test",
    },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future,
    isSpaMode: false,
  };
  return { build, assets: (_req, _res, next) => next(), development: false };
}
