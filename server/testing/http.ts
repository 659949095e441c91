import { request } from "node:http";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One request with exactly these headers: what a browser or `fetch` would not let a page send. */
export function send(url: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const { method = "GET", headers = {}, body } = options;
    const outgoing = request(url, { method, headers: { ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }), ...headers }, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", fail);
      incoming.on("end", () => {
        const flat = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join("\n") : (value ?? "")]));
        done({ status: incoming.statusCode ?? 0, headers: flat, body: Buffer.concat(chunks).toString("utf8") });
      });
    });
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}

/** A form as a browser sends it from a page of `origin`. */
export function sendForm(url: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
  return send(url, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(url).origin, "sec-fetch-site": "same-origin", ...headers },
  });
}
