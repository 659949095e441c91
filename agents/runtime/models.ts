import { createVertex, type GoogleVertexProviderSettings } from "@ai-sdk/google-vertex";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModelV3 } from "@ai-sdk/provider";
import type { ToolSet } from "ai";
import { type Env, isLoopback } from "#server/env.ts";
import { openaiEmbedder, vertexEmbedder } from "./choose-embedder.ts";
import { type Embedder, KEYLESS } from "./embedder.ts";
import { createOfflineModel } from "./offline-model/index.ts";

/** A model as agents use it, by what it is for. */
export interface ChosenModel {
  model: LanguageModelV3;
  /** Name at its provider, as the ledger keeps it. */
  id: string;
  provider: Env["aiProvider"];
  /** True for the built-in one, which says so. */
  offline: boolean;
  /** The provider's own search of the web, as a tool of the model; null where there is none. */
  webSearch: ToolSet | null;
}

/** What is known about the provider: `gone` when it no longer serves the model, `refused` when it does not take our key. */
export interface ModelState {
  state: "ok" | "unknown" | "gone" | "refused";
  /** What is off and what to do, for people; null when nothing is. */
  notice: string | null;
}

/** The models of this process, chosen once by the environment. */
export interface Models {
  readonly chat: ChosenModel;
  /** Makes the vectors of documents and questions. */
  readonly embedder: Embedder;
  state(): ModelState;
  /** Told by whoever hears it from the provider. */
  report(state: ModelState): void;
}

type GoogleAuthOptions = NonNullable<GoogleVertexProviderSettings["googleAuthOptions"]>;

/** A stand-in on this machine gets no key of Google's: there is nobody to check it, and it must not leak. */
const noSignIn = { authClient: { getAccessToken: () => Promise.resolve({ token: "local" }) } } as unknown as GoogleAuthOptions;

function vertexSettings(env: Env): GoogleVertexProviderSettings {
  const { GOOGLE_VERTEX_PROJECT: project, GOOGLE_VERTEX_LOCATION: location, GOOGLE_VERTEX_BASE_URL: address, GOOGLE_APPLICATION_CREDENTIALS_JSON: key } = env;
  const settings: GoogleVertexProviderSettings = { location, ...(project ? { project } : {}), ...(key ? { googleAuthOptions: { credentials: JSON.parse(key) as object } } : {}) };
  if (!address) return settings;
  const url = new URL(address);
  // An address alone is completed as Google's own is.
  if (url.pathname === "/") url.pathname = `/v1/projects/${project}/locations/${location}/publishers/google`;
  return { ...settings, baseURL: url.href.replace(/\/$/, ""), ...(isLoopback(url.hostname) ? { googleAuthOptions: noSignIn } : {}) };
}

function choose(env: Env): Pick<Models, "chat" | "embedder"> {
  const { AI_MODEL: id, AI_EMBEDDING_MODEL: embedding } = env;
  switch (env.aiProvider) {
    case "vertex": {
      const vertex = createVertex(vertexSettings(env));
      return { chat: { model: vertex(id), id, provider: "vertex", offline: false, webSearch: { google_search: vertex.tools.googleSearch({}) } as ToolSet }, embedder: vertexEmbedder(vertex.embeddingModel(embedding), embedding) };
    }
    case "openai-compatible": {
      const server = createOpenAICompatible({
        name: "openai-compatible",
        baseURL: env.OPENAI_COMPATIBLE_BASE_URL ?? "",
        includeUsage: true,
        ...(env.OPENAI_COMPATIBLE_API_KEY ? { apiKey: env.OPENAI_COMPATIBLE_API_KEY } : {}),
      });
      return { chat: { model: server(id), id, provider: "openai-compatible", offline: false, webSearch: null }, embedder: openaiEmbedder(server.embeddingModel(embedding), embedding) };
    }
    case "offline": {
      const model = createOfflineModel();
      return { chat: { model, id: model.modelId, provider: "offline", offline: true, webSearch: null }, embedder: KEYLESS };
    }
  }
}

/** Chooses the models by `env`. Nothing connects before the first question. */
export function createModels(env: Env): Models {
  const { chat, embedder } = choose(env);
  let known: ModelState = { state: chat.offline ? "ok" : "unknown", notice: null };
  return {
    chat,
    embedder,
    state: () => known,
    report: (state) => {
      known = state;
    },
  };
}
