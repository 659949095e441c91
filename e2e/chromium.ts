import chromium from "@sparticuz/chromium";

/**
 * How to start npm's Chromium. Only its path is taken: the package's own arguments switch off web
 * security and run everything in one process, where tests of CSRF, CSP and two people mean nothing.
 */
export async function launchOptions(): Promise<{ executablePath: string; args: string[] }> {
  return { executablePath: await chromium.executablePath(), args: ["--no-sandbox", "--disable-dev-shm-usage"] };
}
