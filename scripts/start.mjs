/*
 * `npm start`: the app in this very process, so that Ctrl-C and SIGTERM reach it without a
 * middleman. Plain JavaScript, because it has to run before anything that reads TypeScript,
 * and on a Node that is too old for the rest.
 */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major === 24)) {
  process.stderr.write(`Misty runs on Node 20.19 or newer, 22.12 or newer, and 24. This is ${process.versions.node}.\n`);
  process.exit(1);
}
process.chdir(new URL("..", import.meta.url).pathname);
process.argv.push("--build");
const { register } = await import("tsx/esm/api");
register();
await import("../server/index.ts");
