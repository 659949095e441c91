/** The whole schema, as drizzle-kit and the client see it. */
export * from "./agents.ts";
export * from "./catalogue.ts";
export * from "./customers.ts";
export * from "./identity.ts";
export * from "./imports.ts";
export * from "./inventory.ts";
export * from "./jobs.ts";
export * from "./knowledge.ts";
export * from "./knowledge-queues.ts";
export * from "./message-documents.ts";
export * from "./operations.ts";
export * from "./orders.ts";
export * from "./pg-enums.ts";
export * from "./read-models.ts";
