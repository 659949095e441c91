/*
 * Pairs of passages by which the search for contradictions is judged. They were written before it and are of
 * other trades than a record shop on purpose; nothing in the search may be fitted to them. What it found of them
 * the first time it ran stands in docs/decisions/022-finding-contradictions.md.
 */

/** A piece of a document, as a passage holds it. */
export interface TestPassage {
  title: string;
  headings: readonly string[];
  content: string;
}

export interface HeldBackPair {
  subject: string;
  one: TestPassage;
  other: TestPassage;
}

/** These disagree. */
export const DISAGREEING: readonly HeldBackPair[] = [
  {
    subject: "Notice for a leave of absence",
    one: { title: "Handbook of the library", headings: ["Time off"], content: "Ask for holidays at least four weeks ahead. Whoever asks first goes first. Days that are left at the end of March are lost." },
    other: { title: "Planning of shifts", headings: ["Holidays"], content: "The plan is made on the fifteenth. Holidays have to be asked for at least two weeks ahead, in the calendar. Swaps are agreed among the people they concern." },
  },
  {
    subject: "How long a borrowed bicycle may stay out",
    one: { title: "Borrowing a bicycle", headings: ["How it works"], content: "A bicycle may be borrowed for up to 3 days. We take a deposit of €100 and a copy of the identity card." },
    other: { title: "Questions our customers ask", headings: ["Rental"], content: "For how long can I borrow a bicycle? For 7 days at most, and longer if nobody else waits for it." },
  },
  {
    subject: "Temperature of the cold room",
    one: { title: "Kitchen rules", headings: ["Cold room"], content: "The cold room is kept at 4 °C or below. The temperature is written down twice a day." },
    other: { title: "Receiving goods", headings: ["Fresh goods"], content: "Fish and meat go to the cold room first. The cold room is kept at 7 °C; if it is warmer, tell the chef." },
  },
  {
    subject: "Free delivery from which amount",
    one: { title: "Delivery", headings: ["What it costs"], content: "| Order | Delivery |\n|---|---|\n| below €40 | €4.90 |\n| from €40 | free |\n\nDelivery is free for orders from €40." },
    other: { title: "Newsletter texts", headings: ["Standing phrases"], content: "Delivery is free for orders from €60. Say it in the last line of every newsletter." },
  },
  {
    subject: "Keys may be copied or not",
    one: { title: "Keys and alarm", headings: ["Keys"], content: "Keys of the front door must never be copied. A lost key is reported at once." },
    other: { title: "First day of new people", headings: ["What they get"], content: "The team lead may have the keys of the front door copied for new people. They sign for it." },
  },
  {
    subject: "Trial period",
    one: { title: "Contracts", headings: ["Trial period"], content: "The trial period lasts six months for everybody. During it either side may leave with two weeks' notice." },
    other: { title: "Working here", headings: ["Beginning"], content: "The first three months are a trial period. After them we sit down and talk about how it went." },
  },
  {
    subject: "How long invoices are kept",
    one: { title: "Bookkeeping", headings: ["Keeping papers"], content: "| Paper | Kept for | Where |\n|---|---|---|\n| Invoices | 10 years | Archive, by year |\n| Delivery notes | 6 years | Archive |" },
    other: { title: "What we do with data", headings: ["How long we keep what"], content: "| What | How long |\n|---|---|\n| Invoices | 8 years |\n| Applications | 6 months after the answer |" },
  },
  {
    subject: "Purchases without a second signature",
    one: { title: "Buying", headings: ["Who signs"], content: "Orders up to €2,000 are signed by the buyer alone. Above that a director signs as well." },
    other: { title: "Rules of the house", headings: ["Money"], content: "A buyer may place an order of up to €1,500 on their own; anything larger needs the director." },
  },
  {
    subject: "Dogs in the shop",
    one: { title: "At the door", headings: ["Guests"], content: "Dogs are allowed in the shop on a lead. Bicycles stay outside." },
    other: { title: "Hygiene", headings: ["Sales floor"], content: "Dogs are not allowed in the shop, guide dogs excepted. The floor is wiped at noon and in the evening." },
  },
  {
    subject: "Cancelling a course",
    one: { title: "Courses", headings: ["Changing one's mind"], content: "A course can be cancelled free of charge until 14 days before it begins. After that half of the fee is due." },
    other: { title: "Terms", headings: ["Courses"], content: "Participants cancel free of charge up to 7 days before the course. Later the whole fee is due." },
  },
  {
    subject: "Who locks up, in other words",
    one: { title: "Evening round", headings: ["Closing"], content: "The till is counted at 19:00, when the last guest has left." },
    other: { title: "Cash", headings: ["The count"], content: "The takings are counted at 18:30 by two people, with the door already locked." },
  },
  {
    subject: "Passwords",
    one: { title: "Computers", headings: ["Passwords"], content: "A password has at least 12 characters. Nobody writes it down." },
    other: { title: "Welcome", headings: ["Your account"], content: "You choose your own password, with 8 characters or more. It is changed when somebody else has seen it." },
  },
];

/** These do not, though they look like it. */
export const AGREEING: readonly HeldBackPair[] = [
  {
    subject: "A deposit and a fee",
    one: { title: "Borrowing a bicycle", headings: ["Deposit"], content: "The deposit for a bicycle is €100. It is given back when the bicycle is." },
    other: { title: "Borrowing a bicycle, prices", headings: ["Fee"], content: "The fee for a bicycle is €15 a day. Helmets are free." },
  },
  {
    subject: "Two rooms",
    one: { title: "Kitchen rules", headings: ["Cold room"], content: "The cold room is kept at 4 °C or below." },
    other: { title: "Kitchen rules, wine", headings: ["Wine cellar"], content: "The wine cellar is kept at 12 °C or below." },
  },
  {
    subject: "Adults and children",
    one: { title: "Courses", headings: ["Adults"], content: "Courses for adults take 90 minutes and have at most 12 participants." },
    other: { title: "Courses for children", headings: ["Children"], content: "Courses for children take 60 minutes and have at most 8 participants." },
  },
  {
    subject: "The same said in another unit",
    one: { title: "Complaints", headings: ["Answering"], content: "A complaint is answered within two weeks." },
    other: { title: "Quality", headings: ["Complaints"], content: "Every complaint is answered within 14 days, also when we are not to blame." },
  },
  {
    subject: "Weekdays and Sundays",
    one: { title: "Opening hours", headings: ["Weekdays"], content: "On weekdays the library is open until 20:00." },
    other: { title: "Opening hours, Sundays", headings: ["Sundays"], content: "On Sundays the library is open until 16:00." },
  },
  {
    subject: "A rule and its exception elsewhere",
    one: { title: "Smoking", headings: ["Rules"], content: "Nobody may smoke in the building. Ashes go to the bin at the gate." },
    other: { title: "The yard", headings: ["Breaks"], content: "Guests and staff may smoke in the yard behind the building." },
  },
  {
    subject: "Two papers in one table and another",
    one: { title: "Bookkeeping", headings: ["Keeping papers"], content: "| Paper | Kept for |\n|---|---|\n| Invoices | 10 years |\n| Delivery notes | 6 years |" },
    other: { title: "Workshop", headings: ["Papers"], content: "| Paper | Kept for |\n|---|---|\n| Test reports | 3 years |\n| Invoices | 10 years |" },
  },
  {
    subject: "Standard and express",
    one: { title: "Delivery", headings: ["Standard"], content: "A standard parcel takes 3 to 5 working days and costs €4.90." },
    other: { title: "Delivery in a hurry", headings: ["Express"], content: "An express parcel takes 1 working day and costs €14.90." },
  },
  {
    subject: "Who gets the discount",
    one: { title: "Membership", headings: ["What members get"], content: "Members get 10 % off every course, once a year 20 %." },
    other: { title: "Working here", headings: ["What staff get"], content: "Staff get 50 % off every course." },
  },
  {
    subject: "A limit and what is above it",
    one: { title: "Buying", headings: ["Who signs"], content: "Orders up to €2,000 are signed by the buyer alone." },
    other: { title: "Directors", headings: ["What they sign"], content: "Directors sign orders above €2,000, and every lease." },
  },
  {
    subject: "Numbers of things and numbers of steps",
    one: { title: "First aid", headings: ["Kits"], content: "There are 3 first-aid kits: at the till, in the kitchen and in the yard." },
    other: { title: "Fire", headings: ["What to do"], content: "There are 5 extinguishers: at the till, in the kitchen, in the yard and two in the store." },
  },
  {
    subject: "Must not here, must there",
    one: { title: "Deliveries", headings: ["At the ramp"], content: "Drivers must not leave the engine running at the ramp." },
    other: { title: "Winter", headings: ["Vans"], content: "Drivers must let the engine warm up before a trip in winter." },
  },
];
