import { describe, expect, it } from "vitest";
import { TUNING_ANSWERABLE } from "../golden-questions/tuning/answerable.ts";
import { givenWordsOf, isSaidBy, readClaim, readText } from "./compare.ts";

describe("whether a span says what a sentence says", () => {
  const holds = (sentence: string, span: string, question = "") => isSaidBy(readClaim(sentence), readText(span), readText(""), givenWordsOf(question)).holds;
  const SPAN = "A record can be put aside for seven days, by phone, by mail or at the counter.";

  it("holds for the same in nearly the same words, and not for other figures or other things", () => {
    expect(holds("You can put a record aside for 7 days.", SPAN)).toBe(true);
    expect(holds("Records can be reserved for seven days by phone or mail.", SPAN)).toBe(true);
    expect(holds("A record can be put aside for nine days.", SPAN)).toBe(false);
    expect(holds("A record can be put aside for 7.5 days.", SPAN)).toBe(false);
    expect(holds("Overtime is balanced by free time.", SPAN)).toBe(false);
    expect(holds("For ten records take carton L.", "| Carton L | 9 to 15 records | 4 | paper on all sides |", "Which box for ten records?")).toBe(true);
  });

  it.each([
    ["Opened records are not accepted for return.", "Opened records are accepted for return."],
    ["Opened records are accepted for return.", "Opened records are not accepted for return."],
    ["Smoking in the basement is forbidden.", "Smoking in the basement is allowed."],
    ["Later claims are refused.", "Claims that come later are accepted."],
    ["Titles can be returned unless the seal is broken.", "Titles can be returned when the seal is broken."],
    ["Money is given out only with a receipt.", "Money is never given out with a receipt."],
  ])("%s is not %s", (span, sentence) => expect(holds(sentence, span)).toBe(false));

  it.each([
    ["No refund without a receipt.", "A refund needs a receipt."],
    ["Reservations don't hold on holidays; after seven days the record goes back.", "After seven days a reserved record goes back."],
    ["Not only the buyer may grade records, marketing may do it as well.", "The buyer may grade records."],
    ["Later claims are refused.", "Claims that come later are refused."],
  ])("%s bears out %s", (span, sentence) => expect(holds(sentence, span)).toBe(true));

  it("takes a figure of the question for given only where the text has none of its kind", () => {
    const [question, span] = ["Can a customer return a record after 60 days?", "A customer can return a record within 30 days."];
    expect(holds("A customer can return a record within 60 days.", span, question)).toBe(false);
    expect(holds("A customer can return a record within 30 days.", span, question)).toBe(true);
    expect(holds("A record of 60 days can be returned by a customer.", "A customer can return a record.", question)).toBe(true);
    expect(holds("A refund takes 30 days.", "A refund of €30 takes a while.")).toBe(false);
  });

  it("is about the same person and the same day", () => {
    expect(holds("The manager empties the returns shelf.", "The returns shelf is emptied by the buyer.")).toBe(false);
    expect(holds("The returns shelf is emptied on Tuesday.", "The returns shelf is emptied on Thursday.")).toBe(false);
    expect(holds("The shop is open on Tuesday.", "The shop is open Monday to Friday.")).toBe(true);
  });

  it.each([
    ["A manager must approve a refund above 100 euros.", "A manager must approve a refund below 100 euros."],
    ["At least two people must close the shop.", "At most two people must close the shop."],
    ["Refunds are paid at most 14 days after the return.", "Refunds are paid at least 14 days after the return."],
    ["Parcels are insured up to 500 euros.", "Parcels are insured from 500 euros."],
    ["Orders paid before 18:00 leave the same day.", "Orders paid after 18:00 leave the same day."],
    ["Orders paid before 18:00 leave the same day.", "Orders leave the same day when they are not paid before 18:00."],
    ["A record is reserved for seven days.", "A record is reserved after seven days."],
    ["Holidays are asked for 14 days before they begin.", "Holidays are asked for 14 days after they begin."],
    ["The deposit is refundable.", "The deposit is non-refundable."],
    ["The deposit is non-refundable.", "The deposit is refundable."],
    ["Smoking is allowed in the yard.", "Smoking is only allowed outside the yard."],
    ["Vouchers are sold from €10 to €250.", "Vouchers are sold from €250."],
  ])("%s bears out no other limit: %s", (span, sentence) => expect(holds(sentence, span)).toBe(false));

  it.each([
    ["A manager must approve a refund above 100 euros.", "A refund of more than 100 euros must be approved by a manager."],
    ["Parcels are insured up to 500 euros.", "Parcels are insured for no more than 500 euros."],
    ["Orders paid before 18:00 leave the same day.", "Orders that are paid until 18:00 leave the same day."],
    ["Not before 18:00 may the shop be closed.", "The shop may be closed after 18:00."],
    ["Two people close the shop.", "At most two people close the shop."],
    ["Vouchers are sold from €10 to €250.", "Vouchers are sold up to €250."],
    ["A record can be put aside for seven days.", "A record can be put aside for up to seven days."],
    ["The deposit is non-refundable.", "The deposit is not refundable."],
    ["Customers may pay by card.", "Customers may pay by credit card."],
    ["Customers may pay by credit card.", "Customers may pay by card."],
    ["Refunds by transfer take three days.", "Refunds by bank transfer take three days."],
    ["Refunds by bank transfer take three days.", "Refunds by transfer take three days."],
    ["Only managers can open the safe.", "No one other than a manager can open the safe."],
    ["No one other than a manager can open the safe.", "Only managers can open the safe."],
    ["There is no extra charge for payments by card.", "Credit card payments cost nothing extra."],
  ])("%s bears out with its limit: %s", (span, sentence) => expect(holds(sentence, span)).toBe(true));

  it("holds for each golden quote against itself, hardly for that of another document, and never with a figure altered", () => {
    const other = (at: number) => TUNING_ANSWERABLE.slice(at + 1).concat(TUNING_ANSWERABLE).find(({ document }) => document !== TUNING_ANSWERABLE[at]?.document);
    let strangers = 0;
    for (const [at, { quote }] of TUNING_ANSWERABLE.entries()) {
      expect(holds(quote, quote), quote).toBe(true);
      if (holds(quote, other(at)?.quote ?? "")) strangers += 1;
      const altered = quote.replace(/\d+/, (figure) => String(Number(figure) + 7_919));
      if (altered !== quote) expect(holds(altered, quote), altered).toBe(false);
    }
    expect(strangers).toBeLessThanOrEqual(TUNING_ANSWERABLE.length * 0.02);
  });
});
