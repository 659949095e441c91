import { describe, expect, test } from "vitest";
import { CURSOR_PARTS, decodeCursor, encodeCursor } from "./cursor.ts";

describe("decodeCursor", () => {
  const uuid = "018f3b6e-0000-7000-8000-000000000000";

  test.each(["2026-03-29 01:59:59.123456+01", "2026-10-25 02:30:00+02:00", "2024-02-29 23:59:59+00", "1997-01-01 12:00:00-05:30"])("takes the moment %s", (moment) => {
    expect(decodeCursor(encodeCursor([moment, uuid]), [CURSOR_PARTS.instant, CURSOR_PARTS.uuid])).toEqual([moment, uuid]);
  });

  test.each(["2026-02-31 10:00:00+00", "2026-13-01 10:00:00+00", "2026-01-01 25:00:00+00", "2026-01-01 10:61:00+00", "2026-01-01 10:00:00+99", "0000-01-01 10:00:00+00", "2026-01-01", "now"])("takes %s for no moment", (moment) => {
    expect(decodeCursor(encodeCursor([moment, uuid]), [CURSOR_PARTS.instant, CURSOR_PARTS.uuid])).toBeNull();
  });

  test("takes whole numbers that a column can hold, and no others", () => {
    for (const text of ["0", "-1", "2147483647"]) expect(decodeCursor(encodeCursor([text]), [CURSOR_PARTS.whole])).toEqual([text]);
    for (const text of ["2147483648", "1.5", "", "1e3", "99999999999999999999"]) expect(decodeCursor(encodeCursor([text]), [CURSOR_PARTS.whole])).toBeNull();
  });
});
