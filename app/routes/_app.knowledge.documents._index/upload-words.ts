/** Where the answer to an upload says why a file was refused, percent-encoded. */
export const REFUSED_HEADER = "X-Misty-Refused";

/** What the field offers; what a file really is, its content says. */
export const ACCEPTED = ".md,.markdown,.txt,.text,.pdf,.docx,.html,.htm";
