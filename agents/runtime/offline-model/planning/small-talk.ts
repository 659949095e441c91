import { plain } from "../language/words.ts";

const GREETING = /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|howdy|greetings|moin)(?: (?:misty|there|again))?$/;
const THANKS = /^(?:(?:ok(?:ay)? )?(?:many )?thanks?(?: you)?(?: (?:very|so) much| a lot)?|cheers|great|perfect|cool|nice|awesome|good|well done|ok(?:ay)?)(?: (?:misty|thanks|thank you|then))?$/;
const BYE = /^(?:bye|goodbye|see you|good night|that(?:'s| is) (?:all|it))(?: .{0,20})?$/;
const HELP = /^(?:help|help me|what (?:can|could|do) (?:you|i|we) (?:do|ask|answer|know|help (?:me )?with)(?: .{0,40})?|what (?:are you|can i ask)(?: .{0,30})?|who are you|how do(?:es)? (?:you|this|it) work|what is this|how can you help(?: me)?|what questions .{0,40}|give me (?:some )?examples?|show me (?:some )?examples?|are you (?:an? )?(?:ai|bot|human|robot|model|offline).{0,30}|which model .{0,30})$/;

/** What to say to a greeting, thanks or a cry for help; null for a question. */
export function smallTalk(question: string): string | null {
  const text = plain(question).replace(/[^a-z' ]+/g, " ").replace(/\s+/g, " ").trim();
  if (text === "") return "Ask me something about the shop's figures.";
  if (GREETING.test(text)) return "Hello. Ask me about the shop's figures.";
  if (THANKS.test(text)) return "You are welcome.";
  if (BYE.test(text)) return "Goodbye.";
  return HELP.test(text) ? "I answer questions about the shop with its own queries. Write a question in plain English, with a period when you need one (\"last month\", \"Q3 2025\", \"since April\")." : null;
}
