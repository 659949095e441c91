import type { ForbiddenQuestion } from "./types.ts";

/** Questions whose answer stands in a document that the asking role may not read: neither answer nor passage may show. */
export const FORBIDDEN: readonly ForbiddenQuestion[] = [
  { id: "forbidden-01", question: "What share of the shop price do we offer for class A records of a collection?", role: "staff", mustNotSee: "sourcing-collections" },
  { id: "forbidden-02", question: "Up to which sum may the buyer make an offer for a collection alone?", role: "marketing", mustNotSee: "sourcing-collections" },
  { id: "forbidden-03", question: "How much may be spent on collections in a year?", role: "staff", mustNotSee: "sourcing-collections" },
  { id: "forbidden-04", question: "What does the buyer earn after two years?", role: "staff", mustNotSee: "people" },
  { id: "forbidden-05", question: "What does the manager earn at the start?", role: "buyer", mustNotSee: "people" },
  { id: "forbidden-06", question: "What happens before somebody is dismissed?", role: "marketing", mustNotSee: "people" },
  { id: "forbidden-07", question: "What is our goal for the margin on new records?", role: "staff", mustNotSee: "finance-and-approvals" },
  { id: "forbidden-08", question: "How high is the reserve of the shop?", role: "buyer", mustNotSee: "finance-and-approvals" },
  { id: "forbidden-09", question: "What are the payment terms of Rhine Valley Records?", role: "marketing", mustNotSee: "finance-and-approvals" },
  { id: "forbidden-10", question: "Which discount may marketing offer in a campaign without asking?", role: "staff", mustNotSee: "marketing-and-mail" },
  { id: "forbidden-11", question: "Who gets a win-back mail?", role: "buyer", mustNotSee: "marketing-and-mail" },
  { id: "forbidden-12", question: "How long are the backups of the database kept?", role: "manager", mustNotSee: "access-and-incidents" },
  { id: "forbidden-13", question: "What lies in the sealed envelope in the safe?", role: "staff", mustNotSee: "access-and-incidents" },
  { id: "forbidden-14", question: "What do I do first when an admin sign-in was misused?", role: "manager", mustNotSee: "access-and-incidents" },
];
