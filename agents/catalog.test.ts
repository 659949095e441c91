import { describe, expect, it } from "vitest";
import { z } from "zod/v4";
import { TOOL_ACCESS, USER_ROLES } from "#db/enums.ts";
import { TOOLS } from "./catalog.ts";
import { searchDocuments } from "./tools/documents/search-documents.ts";
import { lookUpJazz } from "./tools/jazz/look-up-jazz.ts";

/** Those of the other agents too. */
describe.each(Object.entries({ ...TOOLS, searchDocuments, lookUpJazz }))("%s", (name, tool) => {
  it("has a name, a label, a description and a role", () => {
    expect(name).toMatch(/^[a-z][A-Za-z]+$/);
    expect(tool.label.length).toBeGreaterThan(3);
    expect(tool.description.length).toBeGreaterThan(60);
    expect(TOOL_ACCESS).toContain(tool.access);
    expect(USER_ROLES).toContain(tool.minRole);
  });

  it("has an input that a model can be given, every field described", () => {
    for (const io of ["input", "output"] as const) {
      const schema = z.toJSONSchema(tool.input, { io, target: "draft-7" });
      expect(schema.type).toBe("object");
      for (const [field, property] of Object.entries(schema.properties ?? {})) {
        const { description } = z.object({ description: z.string() }).parse(property);
        expect(`${field}: ${description}`.length).toBeGreaterThan(field.length + 20);
      }
    }
  });
});

it("tells its tools apart", () => {
  const tools = Object.values(TOOLS);
  expect(new Set(tools.map((tool) => tool.label)).size).toBe(tools.length);
  expect(new Set(tools.map((tool) => tool.description)).size).toBe(tools.length);
  expect(tools).toHaveLength(37);
});
