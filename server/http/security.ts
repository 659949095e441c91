import { randomBytes } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { LARGEST_UPLOAD_BYTES } from "../contracts/imports.ts";
import { LARGEST_DOCUMENTS_BYTES } from "../contracts/knowledge.ts";
import { type Env, isLoopback } from "../env.ts";

/** What a request may carry in its body at most. */
const LARGEST_BODY_BYTES = 1024 * 1024;
/** What the fields around uploaded files take. */
const FORM_BYTES = 64 * 1024;

const tooLarge = (bytes: number): string => `An upload may hold ${bytes / 1024 / 1024} MB.`;

/** The addresses that files are brought to, as the forms of those pages send them; they are read piece by piece. */
const UPLOADS: readonly { path: RegExp; bytes: number; sentence: string }[] = [
  { path: /^\/imports\/?$/, bytes: LARGEST_UPLOAD_BYTES, sentence: `${tooLarge(LARGEST_UPLOAD_BYTES)} Split the file and import its parts one after the other.` },
  { path: /^\/knowledge\/documents(?:\/(?:[0-9a-f-]{36}|upload))?\/?$/, bytes: LARGEST_DOCUMENTS_BYTES, sentence: `${tooLarge(LARGEST_DOCUMENTS_BYTES)} Bring the documents in several parts.` },
];
const uploadDoor = (req: Request, type: string | undefined) => (req.method === "POST" && type === "multipart/form-data" ? UPLOADS.find(({ path }) => path.test(req.path)) : undefined);

/** Pages whose address holds a link of one use. */
const HOLDS_TOKEN = /^\/(?:(?:join|reset|unsubscribe)\/|setup(?:\.data)?$)/;

/** The headers of every answer. In development Vite's client needs its socket and its own style elements. */
export function securityHeaders(env: Pick<Env, "APP_URL">, options: { development: boolean }): RequestHandler {
  const https = env.APP_URL?.startsWith("https:") ?? false;
  return (req, res, next) => {
    const nonce = randomBytes(18).toString("base64");
    (res.locals as { cspNonce?: string }).cspNonce = nonce;
    res.setHeader(
      "Content-Security-Policy",
      [
        "default-src 'self'",
        `script-src 'self' 'nonce-${nonce}'`,
        options.development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        options.development ? "connect-src 'self' ws:" : "connect-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ].join("; "),
    );
    res.setHeader("X-Content-Type-Options", "nosniff");
    // Not no-referrer: browsers then send `Origin: null` with our own forms.
    // Where a link of one use stands in the address, not even this site hears of it again.
    res.setHeader("Referrer-Policy", HOLDS_TOKEN.test(req.path) ? "strict-origin" : "same-origin");
    res.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    res.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    res.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()");
    res.setHeader("X-Frame-Options", "DENY");
    if (https) res.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    next();
  };
}

/** The demo has well-known passwords, so nobody reaches it under another name than this machine's own. */
export function demoHostOnly(env: Pick<Env, "demo">): RequestHandler {
  return (req, res, next) => {
    if (env.demo && !isLoopback(hostName(req))) return refuse(res, 403, "The demo answers on this machine only, as 127.0.0.1 or localhost.");
    next();
  };
}

function hostName(req: Request): string {
  try {
    return new URL(`http://${req.headers.host ?? ""}`).hostname;
  } catch {
    return "";
  }
}

/**
 * The defence against forged requests: whatever may change something must come from a page of
 * this very site, as the browser itself says in `Origin` or `Sec-Fetch-Site`. Foreign or missing -> 403.
 */
export function sameOriginOnly(env: Pick<Env, "APP_URL" | "demo">): RequestHandler {
  const appOrigin = env.APP_URL ? new URL(env.APP_URL).origin : null;
  return (req, res, next) => {
    // Remix compares Origin with this header once more. It is ours to say under which host people see us.
    delete req.headers["x-forwarded-host"];
    if (req.method === "GET" || req.method === "HEAD" || req.method === "OPTIONS") return next();
    if (isFromMachines(req)) return next();
    const origin = req.headers.origin;
    if (appOrigin && origin === appOrigin) req.headers["x-forwarded-host"] = new URL(appOrigin).host;
    const site = req.headers["sec-fetch-site"];
    const ownOrigins = [...(appOrigin ? [appOrigin] : []), ...(appOrigin && !env.demo ? [] : [`http://${req.headers.host}`, `https://${req.headers.host}`])];
    const originFits = origin === undefined ? site !== undefined : ownOrigins.includes(origin);
    const siteFits = site === undefined ? origin !== undefined : site === "same-origin";
    if (!originFits || !siteFits) return refuse(res, 403, "This request did not come from a page of this site, so nothing was done.");
    next();
  };
}

/** Addresses that other programs call: they show a secret instead of a cookie, so there is nothing to forge. */
const isFromMachines = (req: Request): boolean => req.path.startsWith("/webhooks/");

/** Bodies of forms go to pages, JSON goes to /api; anything else, too large, or of unknown length is refused. */
export function acceptedBodiesOnly(): RequestHandler {
  return (req, res, next) => {
    if (req.method === "GET" || req.method === "HEAD" || req.method === "OPTIONS") return next();
    if (req.headers["transfer-encoding"] !== undefined) return refuse(res, 411, "The length of the content must be stated.");
    const length = Number(req.headers["content-length"] ?? 0);
    if (length === 0) return next();
    const type = req.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
    const door = uploadDoor(req, type);
    if (door) {
      if (length > door.bytes + FORM_BYTES) return refuse(res, 413, door.sentence);
      return next();
    }
    if (length > LARGEST_BODY_BYTES) return refuse(res, 413, "That is too large.");
    const accepted = req.path.startsWith("/api/") || isFromMachines(req) ? ["application/json"] : ["application/x-www-form-urlencoded", "multipart/form-data"];
    if (!type || !accepted.includes(type)) return refuse(res, 415, "That kind of content is not accepted here.");
    next();
  };
}

/** Answers with a sentence, as plain text. */
export function refuse(res: Response, status: number, sentence: string): void {
  res.status(status).type("text/plain").setHeader("Cache-Control", "no-store").send(`${sentence}\n`);
}
