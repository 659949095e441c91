/** What went wrong, in a line that holds no key: the system's code and message. */
export function describeProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 200);
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  return (code && !error.message.includes(code) ? `${code}: ${error.message}` : error.message || code || error.name).slice(0, 200);
}
