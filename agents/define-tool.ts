import type { z } from "zod/v4";
import type { Tx } from "#db/client.ts";
import type { ToolAccess, UserRole } from "#db/enums.ts";
import type { Shop } from "#db/queries/shop.ts";
import type { Embedder } from "./runtime/embedder.ts";
import type { Person } from "#db/rls.ts";
import type { Day } from "#server/contracts/calendar.ts";
import { blockForModel } from "./block-for-model.ts";
import type { AnswerBlock } from "./contracts/blocks.ts";

/** What a tool works with: one transaction with the asker's rights (read-only for `read`), and the only now there is. */
export interface ToolContext {
  tx: Tx;
  person: Person;
  now: Date;
  shop: Shop;
  /** Today in the shop's time zone. */
  today: Day;
  /** The number that a thing of this turn is cited by; the same thing keeps its number. */
  numberOf: (id: string) => number;
}

/** What a tool may reach before its transaction begins, which no network may hold open. */
export interface Outside {
  embedder: Embedder;
  signal: AbortSignal;
}

/** What is left to do of a tool's work when its transaction has ended: whatever takes the processor long, which no one's rows need. */
type Afterwards = () => Promise<AnswerBlock>;

/** A tool as its file states it. */
export interface ToolDefinition<Schema extends z.ZodType = z.ZodType, Prepared = undefined> {
  /** What people see while it works: "Top albums". */
  label: string;
  /** What it answers, in the words people ask with; models choose by it. */
  description: string;
  access: ToolAccess;
  /** The least role that may use it; `marketing` and `buyer` stand side by side above `staff`. */
  minRole: UserRole;
  /** Every field described, with a format, an enum or a range where it has one: models (the offline one too) fill them by that. */
  input: Schema;
  /** What is done before the transaction begins; `run` gets what it gives. */
  prepare?(outside: Outside, input: z.output<Schema>): Promise<Prepared>;
  /** Calls a query or a service. Throws AppError with a sentence for the asker, which the model gets as `{ error }`. */
  run(context: ToolContext, input: z.output<Schema>, prepared: Prepared): Promise<AnswerBlock | Afterwards>;
  /** The compact text for a model; without it the shared JSON of the block. */
  toModel?(block: AnswerBlock): string;
  /** The same result in plain words, without a model. Every figure in it stands in the block. */
  describe(block: AnswerBlock): string;
}

export interface Tool {
  label: string;
  description: string;
  access: ToolAccess;
  minRole: UserRole;
  input: z.ZodType;
  /** Gives what `run` does in its transaction. Throws ZodError. */
  prepare(outside: Outside, input: unknown): Promise<(context: ToolContext) => Promise<AnswerBlock | Afterwards>>;
  toModel(block: AnswerBlock): string;
  describe(block: AnswerBlock): string;
}

/** Makes a tool of its definition. The input is parsed here, once, whoever calls. Throws ZodError. */
export function defineTool<Schema extends z.ZodType, Prepared = undefined>(definition: ToolDefinition<Schema, Prepared>): Tool {
  return {
    ...definition,
    async prepare(outside, input) {
      const parsed = definition.input.parse(input);
      // A tool without it takes nothing from outside.
      const prepared = (await definition.prepare?.(outside, parsed)) as Prepared;
      return (context) => definition.run(context, parsed, prepared);
    },
    toModel: (block) => definition.toModel?.(block) ?? blockForModel(block),
    describe: (block) => definition.describe(block),
  };
}

const ABOVE: Record<UserRole, readonly UserRole[]> = {
  staff: ["staff", "marketing", "buyer", "manager", "admin"],
  marketing: ["marketing", "manager", "admin"],
  buyer: ["buyer", "manager", "admin"],
  manager: ["manager", "admin"],
  admin: ["admin"],
};

/** Whether someone with `role` may use what asks for at least `minRole`. */
export const mayUse = (role: UserRole, minRole: UserRole): boolean => ABOVE[minRole].includes(role);
