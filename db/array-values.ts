import type postgres from "postgres";
import { parse } from "postgres-array";

/*
 * postgres.js (3.4) asks every new connection which array types there are. When that connection breaks meanwhile,
 * the question's failure is nobody's: an unhandled rejection, which ends the process. So it is not asked
 * (`fetch_types: false`); the arrays of PostgreSQL's own types are known by number, and one of any type is written alike.
 */

const asText = (element: string): string => element;
const asNumber = (element: string): number => Number(element);
const asBoolean = (element: string): boolean => element === "t";

/** Array types by their number (pg_type.oid), and how an element is read. Those of dates and decimals are left as text, as drizzle has it. */
const ELEMENTS: Readonly<Record<number, (element: string) => unknown>> = {
  1000: asBoolean, 1002: asText, 1003: asText, 1005: asNumber, 1007: asNumber, 1009: asText, 1015: asText, 1016: asText, 1021: asNumber, 1022: asNumber, 1028: asNumber, 2951: asText,
  199: (element) => JSON.parse(element) as unknown, 3807: (element) => JSON.parse(element) as unknown,
};

type Values = Pick<postgres.Sql["options"], "parsers" | "serializers">;

/** An array as PostgreSQL reads it: `{"a","b",NULL}`. Nested ones too. */
export function writeArray(elements: readonly unknown[], writeElement: (element: unknown) => unknown = (element) => element): string {
  const written = elements.map((element) => {
    if (Array.isArray(element)) return writeArray(element, writeElement);
    if (element === null || element === undefined) return "NULL";
    return `"${String(writeElement(element)).replace(/[\\"]/g, String.raw`\$&`)}"`;
  });
  return `{${written.join(",")}}`;
}

/** Teaches a client to read arrays and to write them. */
export function addArrays(values: Values): void {
  for (const [type, readElement] of Object.entries(ELEMENTS)) values.parsers[Number(type)] = (written: string) => parse(written, readElement);
  values.serializers = new Proxy(values.serializers, {
    has: () => true,
    get: (known, type) => (value: unknown) => {
      const write = Reflect.get(known, type) as ((value: unknown) => unknown) | undefined;
      if (Array.isArray(value) && !isJson(type)) return writeArray(value, (element) => (typeof element === "object" ? JSON.stringify(element) : element));
      return write ? write(value) : String(value);
    },
  });
}

/** json and jsonb: an array is one value there. */
const isJson = (type: string | symbol): boolean => type === "114" || type === "3802";
