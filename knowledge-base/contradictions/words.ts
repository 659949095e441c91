/*
 * Words of two statements made comparable: endings cut off, irregular forms and a few everyday ways to say
 * the same brought to one, and what tells two cases apart (new and used, weekdays and Sundays) known as such.
 */

const STOP = new Set(
  ("a an and any are as at be been before being but by each either else ever every for from had has have he her his how i if in into is it its itself just let like " +
    "me more most much my no nor not now of off on once one only onto or other our out over own per same she so some such than that the their them then there these they this those " +
    "though through till to too under until up upon us very was we were what when where whether which while who whom whoever whose why will with within would you your yours " +
    "about above after again against all also always below can could do does doing done down during few further here may might must never nobody none nothing shall should least " +
    "however still yet thing things way ways get gets got make makes made take takes taken took give gives given gave lasts last " +
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty hundred half " +
    "long working day days week weeks month months year years hour hours minute minutes second seconds percent euro euros time times number " +
    "allow allowed allows permit permitted forbid forbidden require required except excepted everybody everyone somebody anybody someone anyone").split(" "),
);

/** Forms that no ending explains. */
const IRREGULAR: Readonly<Record<string, string>> = {
  bought: "buy", brought: "bring", sold: "sell", paid: "pay", sent: "send", held: "hold", left: "leave", lent: "lend", met: "meet", told: "tell", written: "write", wrote: "write",
  broken: "break", cancelled: "cancel", cancelling: "cancel", travelled: "travel", labelled: "label", kept: "keep", children: "child", people: "person", men: "man", women: "woman", feet: "foot", copies: "copy", begun: "begin", began: "begin", begins: "begin", beginning: "begin", worn: "wear", found: "find",
};

/** Several words that mean one thing. What stands first is what the others become. */
const SAME: readonly (readonly [string, RegExp])[] = [
  ["=alone", /\b(?:alone|(?:on|by) (?:their|your|his|her|one['’]s) own|without (?:asking|approval|permission)(?: (?:anybody|anyone|the manager))?|(?:by )?(?:your|them|him|her)sel(?:f|ves))\b/g],
  ["=return", /\b(?:returns?|returned|returning|(?:bring|brings|brought|send|sends|sent|give|gives|given|come|comes|take|takes|taken)(?: or (?:bring|brought|send|sent))? (?:it |them )?back|(?:brought|bring|sent|send) or (?:brought|bring|sent|send) back)\b/g],
  ["=holiday", /\b(?:holidays?|annual leave|leave of absence|days off|time off|vacation)\b/g],
  ["=staff", /\b(?:staff|members? of staff|employees?|colleagues?|team)\b/g],
  ["=free", /\b(?:free of charge|for free|at no cost|costs? nothing|free)\b/g],
];
const FORMS: Readonly<Record<string, string>> = {
  order: "=acquire", purchase: "=acquire", buy: "=acquire", acquire: "=acquire",
  cancel: "=cancel", withdraw: "=cancel",
  answer: "=answer", reply: "=answer", respond: "=answer",
  client: "=customer", customer: "=customer", participant: "=participant", attendee: "=participant",
  delivery: "=deliver", deliver: "=deliver", ship: "=deliver", shipment: "=deliver", receipt: "=deliver",
  record: "=record", vinyl: "=record", lp: "=record",
  erase: "=delete", delete: "=delete", wipe: "=delete",
  takings: "=takings", till: "=takings",
  trial: "=trial", probation: "=trial",
};

/** Cases that exclude each other: two statements that name different ones of a group speak of different things. */
const CASES: readonly (readonly (readonly string[])[])[] = [
  [["new"], ["used", "second-hand", "secondhand"]],
  [["opened"], ["sealed", "unopened"]],
  [["staff", "employee", "colleague"], ["customer", "client", "guest", "member", "visitor"], ["supplier"]],
  [["adult"], ["child", "children", "pupil", "minor"]],
  [["standard"], ["express", "priority"]],
  [["monday"], ["tuesday"], ["wednesday"], ["thursday"], ["friday"], ["saturday"], ["sunday"], ["weekday"], ["weekend"]],
  [["january"], ["february"], ["march"], ["april"], ["june"], ["july"], ["august"], ["september"], ["october"], ["november"], ["december"]],
  [["morning"], ["noon"], ["afternoon"], ["evening"], ["night"]],
  [["first"], ["second"], ["third"]],
  [["lp"], ["single", "45", "ep"], ["cd"], ["box"], ["cassette", "tape"]],
  [["germany", "domestic"], ["europe", "eu"], ["abroad", "overseas", "world"]],
  [["winter"], ["summer"]],
  [["minimum"], ["maximum"]],
  [["gross"], ["net"]],
  [["daily"], ["weekly"], ["monthly"], ["yearly"]],
  [["manager"], ["admin"], ["buyer"], ["marketing"], ["director"]],
  [["credit", "voucher"], ["cash"], ["transfer"], ["card"]],
];

/** A word without its ending: "returned" and "returns" are one. */
function stem(word: string): string {
  const known = IRREGULAR[word];
  if (known) return known;
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  for (const ending of ["ingly", "edly", "ing", "ed"]) {
    if (!word.endsWith(ending) || word.length - ending.length < 3) continue;
    const bare = word.slice(0, -ending.length);
    if (/([bdfglmnprt])\1$/.test(bare) && !/(ll|ss)$/.test(bare)) return bare.slice(0, -1);
    return /(?:at|iz|v|u|[^aeiou][aeiou][cs]|rg|ng|r[cs]|s[et]or)$/.test(bare) ? `${bare}e` : bare;
  }
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

const cut = (word: string): string => stem(word).replace(/e$/, "");

/** The words that carry the meaning of a text, each once, brought to one form. Numbers and the smallest words are left out. */
export function meaningOf(text: string): Set<string> {
  const found = new Set<string>();
  let rest = text.toLowerCase();
  for (const [name, pattern] of SAME) {
    rest = rest.replace(pattern, () => {
      found.add(name);
      return " ";
    });
  }
  for (const [word] of rest.matchAll(/[\p{L}][\p{L}'’-]*/gu)) {
    const bare = word.replace(/['’]s$/, "").replace(/['’-]+$/, "");
    if (bare.length < 2 || STOP.has(bare)) continue;
    const stemmed = stem(bare);
    found.add(FORMS[stemmed] ?? FORMS[bare] ?? cut(bare));
  }
  return found;
}

/** Which case of each group a text names; groups of which it names none, or more than one, are left out. */
export function casesOf(text: string): Map<number, number> {
  const words = new Set([...text.toLowerCase().matchAll(/[\p{L}\d][\p{L}\d-]*/gu)].flatMap(([word]) => [word, stem(word)]));
  const named = new Map<number, number>();
  CASES.forEach((group, at) => {
    const here = group.flatMap((names, which) => (names.some((name) => words.has(name)) ? [which] : []));
    if (here.length === 1 && here[0] !== undefined) named.set(at, here[0]);
  });
  return named;
}
