import { z } from "zod/v4";

/** A job by the name of its queue. */
export const runJobInput = z.object({ name: z.string().regex(/^[a-z][a-z-]{1,39}$/, "There is no such job.") });

/** One run of a job. */
export const jobInput = z.object({ id: z.uuid("There is no such job.") });

/** What jobs and loops do, for people. */
const JOB_WORDS: Readonly<Record<string, string>> = {
  "purge-expired": "Put away what has expired",
  "change-time-zone": "Count all days anew for another time zone",
  "seal-log": "Seal the activity log",
  "archive-activities": "Archive old activity",
  "tell-of-guesses": "Tell people of wrong tries at their account",
  "check-log": "Check the activity log against its seals",
  "forget-words": "Take words of documents that are gone out of answers",
  "find-contradictions": "Look for documents that contradict each other",
  "demo-shop": "Bring the demo shop up to the clock",
  "send-emails": "Send the mails of the outbox",
  "index-documents": "Read documents and make them findable",
};

/** "Put away what has expired"; the plain name of a job nobody has found words for. */
export const sayJob = (name: string): string => JOB_WORDS[name] ?? name.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());
