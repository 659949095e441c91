import type { HeldBackPair } from "./held-back.ts";

/*
 * Written after the search had been changed once by what it missed among the first pairs, and run once: the honest
 * figure of what it is now.
 */

/** These disagree. */
export const DISAGREEING_LATER: readonly HeldBackPair[] = [
  {
    subject: "Rest between shifts",
    one: { title: "Rota", headings: ["Nights"], content: "Between two shifts everybody rests for at least 11 hours." },
    other: { title: "Agreement with the staff", headings: ["Working time"], content: "There is a rest of at least 10 hours between two shifts. Exceptions are written down." },
  },
  {
    subject: "Reminder of an unpaid bill",
    one: { title: "Dunning", headings: ["Steps"], content: "| Step | When |\n|---|---|\n| First reminder | 14 days after the due date |\n| Second reminder | 28 days after the due date |" },
    other: { title: "Office", headings: ["Bills"], content: "The first reminder goes out 21 days after the due date, always by mail." },
  },
  {
    subject: "Photographs of guests",
    one: { title: "Social media", headings: ["Pictures"], content: "Photographs of guests must never be published without their consent." },
    other: { title: "Events", headings: ["Afterwards"], content: "Photographs of guests may be published on our page on the next day." },
  },
  {
    subject: "Size of groups",
    one: { title: "Guided tours", headings: ["Groups"], content: "A guided tour takes at most 20 visitors." },
    other: { title: "Booking", headings: ["Tours"], content: "Up to 25 visitors can be booked for a guided tour." },
  },
  {
    subject: "Commission",
    one: { title: "Gallery", headings: ["Artists"], content: "The gallery keeps a commission of 40 % of the price of a picture." },
    other: { title: "Letter to new artists", headings: ["Money"], content: "Our commission is 35 % of the price, paid when the picture is sold." },
  },
  {
    subject: "Lost cards, in other words",
    one: { title: "Membership", headings: ["Cards"], content: "A lost membership card is replaced for €5." },
    other: { title: "Front desk", headings: ["Prices"], content: "| What | Price |\n|---|---|\n| New membership card after loss | €8 |\n| Locker key | €20 |" },
  },
  {
    subject: "Fridge check",
    one: { title: "Pharmacy", headings: ["Fridge"], content: "The temperature of the fridge is read twice a day, at 8:00 and 16:00." },
    other: { title: "Checklist", headings: ["Morning"], content: "Read the temperature of the fridge at 9:00 and write it into the book." },
  },
  {
    subject: "Warranty",
    one: { title: "Repairs", headings: ["Warranty"], content: "We give a warranty of twelve months on repairs." },
    other: { title: "Questions", headings: ["After the repair"], content: "Is there a warranty on repairs? Yes, for two years." },
  },
];

/** These do not. */
export const AGREEING_LATER: readonly HeldBackPair[] = [
  {
    subject: "Rest and break",
    one: { title: "Rota", headings: ["Breaks"], content: "After six hours of work there is a break of 30 minutes." },
    other: { title: "Rota, nights", headings: ["Rest"], content: "Between two shifts there is a rest of 11 hours." },
  },
  {
    subject: "A year and twelve months",
    one: { title: "Repairs", headings: ["Warranty"], content: "We give a warranty of twelve months on repairs." },
    other: { title: "Counter", headings: ["Warranty"], content: "The warranty on repairs lasts one year." },
  },
  {
    subject: "Groups and classes",
    one: { title: "Guided tours", headings: ["Groups"], content: "A guided tour takes at most 20 visitors." },
    other: { title: "Schools", headings: ["Classes"], content: "A school class may have 30 children; two of us go with it." },
  },
  {
    subject: "A share of the price and of the rent",
    one: { title: "Gallery", headings: ["Artists"], content: "The gallery keeps a commission of 40 % of the price of a picture." },
    other: { title: "Landlord", headings: ["Rent"], content: "The rent rises by 2 % a year." },
  },
  {
    subject: "First and second reminder",
    one: { title: "Dunning", headings: ["Steps"], content: "The first reminder goes out 14 days after the due date." },
    other: { title: "Office", headings: ["Bills"], content: "The second reminder goes out 28 days after the due date, with a fee." },
  },
  {
    subject: "A ban and the same ban",
    one: { title: "Laboratory", headings: ["Food"], content: "Eating and drinking is never allowed in the laboratory." },
    other: { title: "Cleaning", headings: ["Laboratory"], content: "Nobody may eat or drink in the laboratory, cleaners included." },
  },
  {
    subject: "Within a limit",
    one: { title: "Kitchen", headings: ["Oil"], content: "The oil of the fryer is changed after at most 7 days." },
    other: { title: "Weekly plan", headings: ["Fryer"], content: "The oil of the fryer is changed every 5 days, on Monday and Saturday." },
  },
  {
    subject: "Two rooms with two numbers",
    one: { title: "House", headings: ["Hall"], content: "The hall has room for 120 guests, seated." },
    other: { title: "House, foyer", headings: ["Foyer"], content: "The foyer has room for 60 guests, standing." },
  },
];
