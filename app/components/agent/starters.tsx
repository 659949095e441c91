import { ArrowRight } from "lucide-react";
import { trpcClient } from "#app/lib/trpc.tsx";
import { SkeletonRows } from "../layout/skeleton-rows.tsx";
import { useRead } from "./use-read.ts";

const readSuggestions = (path: string) => trpcClient.assistant.suggestions.query({ path });

/** Questions to begin with, fit to the page. Where they do not load a person writes their own. */
export function Starters({ path, onAsk }: { path: string; onAsk: (text: string) => void }) {
  const [suggestions] = useRead(readSuggestions, path);
  if (suggestions.state === "failed") return null;
  return <StarterList questions={suggestions.state === "loading" ? null : suggestions.data} onAsk={onAsk} />;
}

/** Questions to press; null while they are on their way. */
export function StarterList({ questions, onAsk }: { questions: readonly string[] | null; onAsk: (text: string) => void }) {
  if (questions?.length === 0) return null;
  return (
    <div className="starters">
      <p className="label quiet">For example</p>
      {questions === null ? (
        <SkeletonRows rows={4} />
      ) : (
        <ul>
          {questions.map((question) => (
            <li key={question}>
              <button type="button" onClick={() => onAsk(question)}>
                <span>{question}</span>
                <ArrowRight className="i" aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
