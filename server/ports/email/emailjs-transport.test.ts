import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { OutgoingEmail } from "./email.ts";
import { EmailJsTransport } from "./emailjs-transport.ts";

/* EmailJS at the wire: a local server that speaks its protocol, and behaves badly on purpose. */

const email: OutgoingEmail = {
  id: "01900000-0000-7000-8000-000000000001",
  recipient: "ada@example.test",
  subject: "A record for you",
  bodyText: "Kind of Blue & <friends>\nis back.\n\nSee https://shop.example/a?b=1&c=2 soon.",
  bodyHtml: null,
  fromName: "The shop",
  replyTo: null,
  at: new Date("2026-06-30T12:00:00Z"),
  timeZone: "Europe/Berlin",
};
const account = { serviceId: "service_1", templateId: "template_1", publicKey: "public", privateKey: "private" };
const never = new AbortController().signal;
let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

interface Heard {
  method: string | undefined;
  url: string | undefined;
  type: string | undefined;
  body: unknown;
}

/** Starts a server that answers as `answer` does, and gives back what it heard. */
async function listen(answer: (response: ServerResponse, request: IncomingMessage) => void): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const started = createServer((request, response) => {
    let text = "";
    request.on("data", (piece: Buffer) => (text += piece.toString("utf8")));
    request.on("end", () => {
      heard.push({ method: request.method, url: request.url, type: request.headers["content-type"], body: JSON.parse(text) });
      answer(response, request);
    });
  });
  server = started;
  await new Promise<void>((done) => started.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${(started.address() as AddressInfo).port}`, heard };
}

const answering = (status: number, text: string, headers: Record<string, string> = {}) => listen((response) => response.writeHead(status, headers).end(text));
const send = (url: string, limitMs = 5_000, signal = never, mail = email) => new EmailJsTransport({ ...account, url }, limitMs).send(mail, signal);

test("sends exactly the documented fields, with the text as HTML that holds none of its own", async () => {
  const { url, heard } = await answering(200, "OK");
  expect(await send(url)).toEqual({ outcome: "sent", answer: "200 OK" });
  expect(heard).toEqual([
    {
      method: "POST",
      url: "/api/v1.0/email/send",
      type: "application/json",
      body: {
        service_id: "service_1",
        template_id: "template_1",
        user_id: "public",
        accessToken: "private",
        template_params: {
          subject: "A record for you",
          name: "The shop",
          time: "30 June 2026 at 14:00",
          message: '<p>Kind of Blue &amp; &lt;friends&gt;<br>is back.</p>\n<p>See <a href="https://shop.example/a?b=1&amp;c=2">https://shop.example/a?b=1&amp;c=2</a> soon.</p>',
          email: "ada@example.test",
        },
      },
    },
  ]);
});

test("an address with a path is taken as it is", async () => {
  const { url, heard } = await answering(200, "OK");
  await send(`${url}/mail/out`);
  expect(heard[0]?.url).toBe("/mail/out");
});

test.each([400, 401, 404, 412])("%i is a refusal with the provider's reason", async (status) => {
  const { url } = await answering(status, "The template is gone");
  expect(await send(url)).toEqual({ outcome: "refused", reason: `EmailJS refused it (${status} The template is gone).` });
});

test("403 says where the account allows servers to send", async () => {
  const { url } = await answering(403, "API access from non-browser environments is currently disabled");
  expect(await send(url)).toMatchObject({ outcome: "refused", reason: expect.stringContaining("non-browser applications") as string });
});

test.each([
  ["7", 7_000],
  ["99999999", 3_600_000],
  ["soon", null],
])("429 with Retry-After %s waits that long and is tried again", async (header, retryAfterMs) => {
  const { url } = await answering(429, "slow down", { "retry-after": header });
  expect(await send(url)).toMatchObject({ outcome: "not_sent", retryAfterMs });
});

test.each([500, 503])("%i is tried again", async (status) => {
  const { url } = await answering(status, "oh");
  expect(await send(url)).toMatchObject({ outcome: "not_sent", retryAfterMs: null });
});

test.each([502, 504])("%i of a gateway leaves it unknown", async (status) => {
  const { url } = await answering(status, "bad gateway");
  expect(await send(url)).toMatchObject({ outcome: "unknown" });
});

test("200 with words that are not EmailJS' leaves it unknown", async () => {
  const { url } = await answering(200, "<html>Welcome to the hotel</html>");
  expect(await send(url)).toMatchObject({ outcome: "unknown" });
});

test("nobody there: not sent", async () => {
  const { url } = await answering(200, "OK");
  await new Promise((done) => server?.close(done));
  expect(await send(url)).toMatchObject({ outcome: "not_sent", reason: expect.stringContaining("ECONNREFUSED") as string });
});

test("a name that does not exist: not sent", async () => {
  expect(await send("http://emailjs.invalid")).toMatchObject({ outcome: "not_sent" });
});

test("a server that takes the mail and says nothing: unknown after the limit", async () => {
  const { url, heard } = await listen(() => {});
  expect(await send(url, 200)).toEqual({ outcome: "unknown", reason: "EmailJS was reached and gave no answer (none within 0.2 s)." });
  expect(heard).toHaveLength(1);
});

test("a connection reset after the mail was taken: unknown", async () => {
  const { url } = await listen((_response, request) => (request.socket as Socket & { resetAndDestroy(): void }).resetAndDestroy());
  expect(await send(url)).toMatchObject({ outcome: "unknown" });
});

test("an answer that is cut off before its word: unknown", async () => {
  const { url } = await listen((response, request) => {
    response.writeHead(200, { "content-length": "2" });
    response.flushHeaders();
    setTimeout(() => request.socket.destroy(), 20);
  });
  expect(await send(url)).toMatchObject({ outcome: "unknown" });
});

test("an endless answer is not read to its end", async () => {
  const { url } = await listen((response) => {
    response.writeHead(400);
    const pour = () => {
      while (response.write("x".repeat(1_000)));
    };
    response.on("drain", pour);
    pour();
  });
  expect(await send(url)).toMatchObject({ outcome: "refused" });
});

test("a stop while the mail is on its way leaves it unknown, one before it leaves it unsent", async () => {
  const stop = new AbortController();
  const { url } = await listen(() => stop.abort());
  expect(await send(url, 5_000, stop.signal)).toMatchObject({ outcome: "unknown" });
  expect(await send(url, 5_000, stop.signal)).toMatchObject({ outcome: "not_sent" });
});

test("a mail that is too long never leaves", async () => {
  const { url, heard } = await answering(200, "OK");
  expect(await send(url, 5_000, never, { ...email, bodyText: "ä".repeat(25_000) })).toMatchObject({ outcome: "refused" });
  expect(heard).toEqual([]);
});
