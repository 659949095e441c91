import { describe, expect, test } from "vitest";
import { type UserRole, USER_ROLES } from "#db/enums.ts";
import type { RequestContext } from "../http/load-context.ts";
import { requirePerson, requireRole, signInPath } from "./require.ts";

const request = (path: string) => new Request(`http://127.0.0.1:3000${path}`);

/** A request of somebody with this role, or of nobody. The guards read nothing else of the context. */
function contextOf(role: UserRole | null): RequestContext {
  const person = role ? { id: "id", role, name: "Name", sessionId: "session" } : null;
  const context: Pick<RequestContext, "person" | "requestId"> = { person: () => Promise.resolve(person), requestId: "request-1" };
  return context as RequestContext;
}

describe("the way to the sign-in page", () => {
  test.each([
    ["/", "/login"],
    ["/orders", "/login?redirectTo=%2Forders"],
    ["/orders?p=30&status=open", "/login?redirectTo=%2Forders%3Fp%3D30%26status%3Dopen"],
    ["/orders.data?p=30&_routes=routes%2F_app.orders", "/login?redirectTo=%2Forders%3Fp%3D30"],
    ["/_root.data", "/login"],
    ["/?index", "/login"],
  ])("from %s is %s", (from, to) => {
    expect(signInPath(request(from))).toBe(to);
  });
});

describe("a page for signed-in people", () => {
  test("lets everyone in who is signed in, and sends the others to sign in", async () => {
    await expect(requirePerson(request("/orders"), contextOf("staff"))).resolves.toMatchObject({ role: "staff" });
    const away: unknown = await requirePerson(request("/orders"), contextOf(null)).catch((thrown: unknown) => thrown);
    expect(away).toBeInstanceOf(Response);
    expect((away as Response).headers.get("location")).toBe("/login?redirectTo=%2Forders");
  });

  test.each(USER_ROLES)("for managers and admins answers %s", async (role) => {
    const answer: unknown = await requireRole(request("/imports"), contextOf(role), ["manager", "admin"]).catch((thrown: unknown) => thrown);
    if (role === "manager" || role === "admin") return expect(answer).toMatchObject({ role });
    expect(answer).toBeInstanceOf(Response);
    expect((answer as Response).status).toBe(403);
    expect(await (answer as Response).json()).toMatchObject({ sentence: "This page is for managers and admins." });
  });
});
