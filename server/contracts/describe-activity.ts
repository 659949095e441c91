import type { SentencePart } from "./activity.ts";
import { albumHref, customerOrdersHref, documentHref, importHref, orderHref } from "./links.ts";

/** What is known about an act (see `ActivityFacts` in db/queries/activity). */
export interface DescribedAct {
  action: string;
  result: "succeeded" | "failed" | "refused";
  objectType: string | null;
  objectId: string | null;
  fields: readonly string[];
  orderNumber: number | null;
  channel: string | null;
  total: string | null;
  titles: readonly string[] | null;
  moreTitles: number;
  albumId: string | null;
  albumTitle: string | null;
  oldPrice: string | null;
  newPrice: string | null;
  rating: number | null;
  reviewerName: string | null;
  customerNumber: number | null;
  customerName: string | null;
  supplierName: string | null;
  /** The colleague it was done to. */
  personName: string | null;
  fileName: string | null;
  importedCount: number | null;
  documentTitle: string | null;
}

const text = (words: string): SentencePart => ({ kind: "text", text: words });
const money = (amount: string): SentencePart => ({ kind: "money", amount });
const link = (words: string, href: string): SentencePart => ({ kind: "link", text: words, href });

/** "in the shop", "on the web", "on Discogs". */
export function sayChannel(channel: string): string {
  const known: Record<string, string> = { shop: "in the shop", web: "on the web", import: "from an import", discogs: "on Discogs", shopify: "on Shopify", bandcamp: "on Bandcamp", chinook: "from Chinook" };
  return known[channel] ?? `through ${channel}`;
}

const sayNumber = (value: number): string => value.toLocaleString("en");

/** "Order 14,012", as a link; "an order" where it is gone. */
const orderPart = (act: DescribedAct, capital: boolean): SentencePart =>
  act.orderNumber === null ? text(capital ? "An order" : "an order") : link(`${capital ? "Order" : "order"} ${sayNumber(act.orderNumber)}`, orderHref(act.orderNumber));

function titlesOf(act: DescribedAct): SentencePart[] {
  const named = act.titles ?? [];
  if (named.length === 0) return [text(". ")];
  const more = act.moreTitles > 0 ? ` and ${sayNumber(act.moreTitles)} more` : "";
  return [text(`: ${named.join(", ")}${more}. `)];
}

const albumPart = (act: DescribedAct): SentencePart =>
  act.albumTitle === null ? text("a record") : act.albumId ? link(act.albumTitle, albumHref(act.albumId)) : text(act.albumTitle);

const customerPart = (act: DescribedAct): SentencePart =>
  act.customerNumber === null ? text("a customer") : link(act.customerName ?? `Customer ${act.customerNumber}`, customerOrdersHref(act.customerNumber));

/** Its title is known to those alone who may read it. */
const documentPart = (act: DescribedAct): SentencePart =>
  act.documentTitle === null ? text("a document") : act.objectId ? link(act.documentTitle, documentHref(act.objectId)) : text(act.documentTitle);

const person = (act: DescribedAct): string => act.personName ?? "a person";

const priceChange = (act: DescribedAct): SentencePart[] => {
  const sentence = [text("changed the price of "), albumPart(act)];
  if (act.newPrice !== null && act.oldPrice !== null) return [...sentence, text(", "), money(act.oldPrice), text(" to "), money(act.newPrice)];
  return act.newPrice !== null ? [...sentence, text(" to "), money(act.newPrice)] : sentence;
};

function review(act: DescribedAct): SentencePart[] {
  if (act.rating === null) return [text("A review was written")];
  return [text(`${act.rating} ${act.rating === 1 ? "star" : "stars"} for `), albumPart(act), text(act.reviewerName ? ` from ${act.reviewerName}` : "")];
}

const importSentence = (act: DescribedAct, verb: string): SentencePart[] => {
  const rows = act.importedCount !== null && act.importedCount > 0 ? `, ${sayNumber(act.importedCount)} ${act.importedCount === 1 ? "row" : "rows"}` : "";
  if (act.fileName === null) return [text(`${verb} a file`)];
  // Its name is known to those alone who may open the import's page.
  return [text(`${verb} `), act.objectId ? link(act.fileName, importHref(act.objectId)) : text(act.fileName), text(rows)];
};

/** Acts that are told as news of the shop rather than as somebody's deed. */
const NEWS: Record<string, (act: DescribedAct) => SentencePart[]> = {
  "order.created": (act) => [orderPart(act, true), ...(act.channel ? [text(` ${sayChannel(act.channel)}`)] : []), ...titlesOf(act), ...(act.total ? [money(act.total)] : [])],
  "payment.failed": (act) => [text("A payment failed on "), orderPart(act, false)],
  "payment.completed": (act) => [text("Payment received for "), orderPart(act, false)],
  "review.received": review,
  "review.created": review,
  "sign_in.failed": () => [text("A sign-in was refused")],
  "sign_in.code_refused": () => [text("The code of a sign-in was refused")],
  "sign_in.throttled": () => [text("Too many sign-ins were tried, so the next ones have to wait")],
  "password_reset.asked": () => [text("A link to a new password was asked for")],
};

/** Acts that begin with who did them. */
const DEEDS: Record<string, (act: DescribedAct) => SentencePart[]> = {
  "order.completed": (act) => [text("completed "), orderPart(act, false)],
  "order.cancelled": (act) => [text("cancelled "), orderPart(act, false)],
  "payment.refunded": (act) => [text("gave money back on "), orderPart(act, false)],
  "price.changed": priceChange,
  "purchase.ordered": (act) => [text(act.supplierName ? `ordered records from ${act.supplierName}` : "ordered records")],
  "stock.received": (act) => (act.supplierName ? [text(`took in a delivery from ${act.supplierName}`)] : act.albumTitle ? [text("took in copies of "), albumPart(act)] : [text("took in a delivery")]),
  "stock.counted": (act) => [text("counted "), albumPart(act), text(" and found it right")],
  "stock.corrected": (act) => [text("counted "), albumPart(act), text(" and corrected the books")],
  "stock.adjusted": (act) => [text("changed the stock of "), albumPart(act)],
  "stock.returned": (act) => [text("took back "), albumPart(act)],
  "stock.undone": (act) => [text("undid a stock movement of "), albumPart(act)],
  "shelf.edited": (act) => [text("changed how "), albumPart(act), text(" is kept in stock")],
  "album.created": (act) => [text("added "), albumPart(act), text(" to the catalogue")],
  "view.saved": () => [text("saved a view")],
  "view.renamed": () => [text("renamed a saved view")],
  "view.updated": () => [text("changed what a saved view holds")],
  "view.shared": () => [text("shared a saved view")],
  "view.unshared": () => [text("stopped sharing a view")],
  "view.deleted": () => [text("deleted a saved view")],
  "session.started": () => [text("signed in")],
  "session.ended": () => [text("signed out")],
  "session.moved": () => [text("was signed in with a browser that suddenly was another one")],
  "sign_in.proof_given": () => [text("showed once more who they are")],
  "sign_in.proof_refused": () => [text("could not show who they are")],
  "ai_price.added": () => [text("added a price of a model")],
  "ai_price.corrected": () => [text("corrected a price of a model")],
  "ai_price.removed": () => [text("removed a price of a model")],
  "ai_budget.added": () => [text("set a budget for AI")],
  "ai_budget.changed": () => [text("changed a budget for AI")],
  "ai_budget.removed": () => [text("removed a budget for AI")],
  "email.test_queued": () => [text("sent a test mail")],
  "job.started": () => [text("had a job run")],
  "job.retried": () => [text("had a failed job tried again")],
  "job.cancelled": () => [text("took a job back")],
  "user.password_reset": (act) => [text(`set a new password for ${person(act)}`)],
  "user.password_changed": () => [text("changed their password")],
  "user.renamed": () => [text("changed their name")],
  "user.invited": (act) => [text(`invited ${person(act)}`)],
  "user.role_changed": (act) => [text(`gave ${person(act)} another role`)],
  "user.deactivated": (act) => [text(`shut ${person(act)} out`)],
  "user.reactivated": (act) => [text(`let ${person(act)} in again`)],
  "user.sign_in_reset": (act) => [text(`took the password of ${person(act)} away and invited them again`)],
  "user.signed_out": (act) => [text(`signed ${person(act)} out everywhere`)],
  "user.second_step_removed": (act) => [text(`switched off the second step of ${person(act)}`)],
  "invitation.resent": () => [text("sent an invitation again")],
  "invitation.revoked": () => [text("took an invitation back")],
  "invitation.accepted": () => [text("accepted an invitation")],
  "second_step.switched_on": () => [text("switched their second step on")],
  "second_step.switched_off": () => [text("switched their second step off")],
  "second_step.codes_renewed": () => [text("made new recovery codes")],
  "settings.zone_asked": () => [text("asked for another time zone, for which a worker counts all days anew")],
  "agent_run.completed": () => [text("asked the assistant")],
  "agent_run.failed": () => [text("asked the assistant and got no whole answer")],
  "agent_run.stopped": () => [text("stopped an answer of the assistant")],
  "answer.rated": () => [text("said whether an answer helped")],
  "unanswered.answered": () => [text("had a question answered that the documents did not answer")],
  "unanswered.dismissed": () => [text("said that a question is not for the documents to answer")],
  "unanswered.reopened": () => [text("put a question back that the documents do not answer")],
  "feedback.settled": () => [text("saw to what was said of an answer from the documents")],
  "feedback.reopened": () => [text("put back what was said of an answer from the documents")],
  "contradiction.dismissed": () => [text("said that two documents do not contradict each other")],
  "contradiction.reopened": () => [text("put a contradiction of two documents back")],
  "conversation.renamed": () => [text("renamed a conversation")],
  "conversation.archived": () => [text("took a conversation off the list")],
  "conversation.restored": () => [text("put a conversation back on the list")],
  "upload.received": () => [text("uploaded a file to import")],
  "upload.discarded": () => [text("removed an uploaded file")],
  "document.added": (act) => [text("added "), documentPart(act), text(" to the documents")],
  "document.replaced": (act) => [text("brought a newer version of "), documentPart(act)],
  "document.edited": (act) => [text("changed what is known of "), documentPart(act)],
  "document.reindexed": (act) => [text("had "), documentPart(act), text(" read anew")],
  "document.removed": () => [text("removed a document")],
  "document.failed": (act) => [text("could not read "), documentPart(act)],
  "corpus.followed": () => [text("brought the documents up to their folder")],
  "annotation.added": () => [text("put a note on a day")],
  "annotation.edited": () => [text("changed a note on a day")],
  "annotation.removed": () => [text("removed a note from a day")],
  "email.retried": () => [text("sent a failed mail once more")],
  "email.confirmed": () => [text("said that a mail of which nobody knew had arrived")],
  "email.cancelled": () => [text("cancelled a mail before it left")],
  "email.sent": () => [text("sent a mail")],
  "email.written": () => [text("wrote a mail to a file instead of sending it")],
  "email.lost": () => [text("lost sight of a mail on its way")],
  "email.failed": () => [text("gave up on a mail")],
  "activity.checked": (act) => [text(act.result === "succeeded" ? "checked the activity log and found it whole" : "checked the activity log and found it broken")],
  "activity.archived": () => [text("moved old activity into an archive")],
  "activity.exported": () => [text("exported the activity log")],
  "ai_use.exported": () => [text("exported the use of AI")],
  "import_refusals.exported": () => [text("exported what an import left out")],
  "orders.exported": () => [text("exported orders")],
  "inventory.exported": () => [text("exported the shelf")],
  "import.started": (act) => importSentence(act, "began to import"),
  "import.completed": (act) => importSentence(act, "imported"),
  "import.failed": (act) => importSentence(act, "could not import"),
  "import.withdrawn": (act) => importSentence(act, "withdrew the import of"),
  "import.undone": (act) => importSentence(act, "undid the import of"),
};

/** The noun for an object whose action has no sentence of its own. */
function objectPart(act: DescribedAct): SentencePart[] {
  switch (act.objectType) {
    case "order":
      return [text(" "), orderPart(act, false)];
    case "album":
    case "inventory":
      return [text(" "), albumPart(act)];
    case "customer":
      return [text(" "), customerPart(act)];
    case "supplier":
      return [text(` ${act.supplierName ?? "a supplier"}`)];
    default:
      return act.objectType ? [text(` ${act.objectType.replaceAll("_", " ")}`)] : [];
  }
}

/** "settings.updated" -> "updated settings": true for every action, pretty for few. */
function plainDeed(act: DescribedAct): SentencePart[] {
  const [object = "", verb = ""] = act.action.split(".");
  const what = act.objectType ? objectPart(act) : [text(` ${object.replaceAll("_", " ")}`)];
  const changed = act.fields.length > 0 ? [text(`: ${act.fields.map((field) => field.replaceAll("_", " ")).join(", ")}`)] : [];
  return [text(verb.replaceAll("_", " ")), ...what, ...changed];
}

/** Acts whose sentence already tells that it went wrong. */
const SAYS_ITSELF: ReadonlySet<string> = new Set(["payment.failed", "activity.checked", "agent_run.failed", "document.failed", "import.failed", "import.withdrawn", "sign_in.failed", "sign_in.code_refused", "sign_in.throttled", "sign_in.proof_refused", "password_reset.asked"]);

const failure = { succeeded: "", failed: " (it failed)", refused: " (it was refused)" } as const;

/**
 * An act as a sentence. With `leadsWithActor` the sentence goes on after the person's name
 * ("M.K." "changed the price of ..."), else it stands alone. `href` is the page to open, if any.
 */
export function describeActivity(act: DescribedAct): { parts: SentencePart[]; leadsWithActor: boolean; href: string | null } {
  const news = NEWS[act.action];
  const parts = (news ?? DEEDS[act.action] ?? plainDeed)(act);
  if (!SAYS_ITSELF.has(act.action)) parts.push(text(failure[act.result]));
  const first = parts.find((part) => part.kind === "link");
  return { parts: parts.filter((part) => part.kind !== "text" || part.text !== ""), leadsWithActor: !news, href: first?.kind === "link" ? first.href : null };
}

/** A deed without a doer begins with its verb: "Cancelled order 14,011". */
export function beginWithVerb(parts: readonly SentencePart[]): SentencePart[] {
  const [first, ...rest] = parts;
  if (first?.kind !== "text") return [...parts];
  return [text(first.text.charAt(0).toUpperCase() + first.text.slice(1)), ...rest];
}

/** "Mona Manager" -> "MM". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}
