import { trpcClient } from "#app/lib/trpc.tsx";
import { useRead } from "./use-read.ts";

const readStatus = () => trpcClient.assistant.status.query();

const OFFLINE = "Built-in offline model: no key is set, so plain questions are answered from the shop's own queries, without a language model.";

/** Which model answers, and what is off about it. `offlineWords` say what the built-in model does, where it is not asked about the shop's figures. */
export function ModelNotice({ offlineWords = OFFLINE }: { offlineWords?: string | undefined }) {
  const [status] = useRead(readStatus, "status");
  if (status.state !== "ready") return <p className="small quiet model-notice">{status.state === "failed" ? "" : "\u00a0"}</p>;
  const { offline, model, notice } = status.data;
  return <p className="small quiet model-notice">{notice ?? (offline ? offlineWords : `Answered by ${model}.`)}</p>;
}
