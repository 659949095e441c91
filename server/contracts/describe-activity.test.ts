import { expect, test } from "vitest";
import { describeActivity, type DescribedAct } from "./describe-activity.ts";

const act: DescribedAct = {
  action: "import.completed", result: "succeeded", objectType: "import_batch", objectId: "01900000-0000-7000-8000-0000000000aa", fields: [], orderNumber: null, channel: null, total: null, titles: null, moreTitles: 0,
  albumId: null, albumTitle: null, oldPrice: null, newPrice: null, rating: null, reviewerName: null, customerNumber: null, customerName: null, supplierName: null, personName: null, fileName: "till.csv", importedCount: 12, documentTitle: null,
};

test("an import leads to its page for whoever may know its file, and to none for others", () => {
  const href = `/imports/${act.objectId}`;
  for (const action of ["import.completed", "import.failed", "import.withdrawn", "import.undone"]) {
    const known = describeActivity({ ...act, action });
    expect(known.href, action).toBe(href);
    expect(known.parts, action).toContainEqual({ kind: "link", text: "till.csv", href });
    expect(describeActivity({ ...act, action, fileName: null, importedCount: null }).href, action).toBeNull();
  }
  expect(describeActivity(act).parts).toEqual([{ kind: "text", text: "imported " }, { kind: "link", text: "till.csv", href }, { kind: "text", text: ", 12 rows" }]);
});

test("a check of the log and a turn of the assistant say how they ended, once", () => {
  const words = (action: string, result: DescribedAct["result"]) => describeActivity({ ...act, action, result, objectType: null, objectId: null, fileName: null }).parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
  expect(words("activity.checked", "failed")).toBe("checked the activity log and found it broken");
  expect(words("agent_run.failed", "failed")).toBe("asked the assistant and got no whole answer");
  expect(words("ai_price.added", "failed")).toBe("added a price of a model (it failed)");
});

test("what is done to a colleague says to whom, and leaves the name out where it is gone", () => {
  const said = (action: string, personName: string | null) => describeActivity({ ...act, action, objectType: "user", personName }).parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
  expect(said("user.deactivated", "Wanda")).toBe("shut Wanda out");
  expect(said("user.role_changed", "Wanda")).toBe("gave Wanda another role");
  expect(said("user.reactivated", null)).toBe("let a person in again");
});

test("a document leads to its page for whoever may read it, and its title is nobody else's", () => {
  const known = { ...act, action: "document.replaced", objectType: "document", documentTitle: "Returns and refunds" };
  expect(describeActivity(known)).toMatchObject({ href: `/knowledge/documents/${act.objectId}`, leadsWithActor: true });
  expect(describeActivity({ ...known, documentTitle: null })).toMatchObject({ href: null, parts: [{ text: "brought a newer version of " }, { text: "a document" }] });
});
