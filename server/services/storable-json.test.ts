import { expect, it } from "vitest";
import { storableJson } from "./storable-json.ts";

it("takes out what PostgreSQL cannot keep, and nothing else", () => {
  expect(storableJson({ "a\0b": ["x\0y", "cut \ud83d", "\udfb7 cut", "whole \ud83c\udfb7", 1, null, true, undefined] })).toEqual({ ab: ["xy", "cut \ufffd", "\ufffd cut", "whole \ud83c\udfb7", 1, null, true, undefined] });
  const day = new Date(0);
  expect(storableJson({ day })).toEqual({ day });
});
