/** A question to begin with, and the passage that answers it. */
interface StarterQuestion {
  question: string;
  /** File name in `documents/`, without `.md`. Everybody may read these. */
  document: string;
  quote: string;
}

/** Shown before anything was asked. */
export const STARTER_QUESTIONS: readonly StarterQuestion[] = [
  { question: "Can a customer bring back a box set they have opened?", document: "returns-and-refunds", quote: "A box set can come back for a change of mind only while it is sealed. Once opened, we take it back for faults only" },
  { question: "What is the difference between Very Good Plus and Very Good?", document: "grading", quote: "| Very Good (VG) | Many light marks, gloss partly gone | Steady light crackle, never louder than the music | 42 % |" },
  { question: "How long does a parcel to France take, and what does it cost?", document: "shipping-and-packing", quote: "| Elsewhere in Europe | €9.90 | €11.78 | €11.90 | €14.16 | 4 to 8 working days |" },
  { question: "A card failed twice at the till. What now?", document: "till-and-cash", quote: "If a card fails twice, ask for cash or another card, and do not try a third time: the bank may lock it." },
  { question: "For how long can we put a record aside?", document: "customer-service", quote: "A record can be put aside for seven days, by phone, by mail or at the counter." },
  { question: "How does the morning of Record Store Day go?", document: "in-store-events", quote: "Numbered tickets go to the queue from 7:30, one per person, in the order they stand." },
];
