// A strict little double of Bailiwick's listener, and of the part of OpenClaw that a plugin sees.
import { createHmac } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import plugin from "../index.mjs";
import { canonical } from "../wire.mjs";

const MEMBERS = {
  "/openclaw/v1/decide": ["session", "run", "call", "tool", "kind", "arguments", "origin", "definition"],
  "/openclaw/v1/report": ["events"],
  "/openclaw/v1/heartbeat": ["nonce", "pid", "openclaw", "plugin", "config", "signature"],
};
const EVENTS = {
  outcome: ["session", "call", "tool", "ok", "text"], message: ["session", "sender", "owner", "text"], prompt: ["session", "text"],
  "sub-agent": ["session", "child", "phase"], schedule: ["job", "change", "command"], session: ["session", "phase"], install: ["name", "source"],
};
const only = (value, names) => Object.keys(value).every((name) => names.includes(name));

/** Starts the double. `answers.decide` is a value, or a function that handles the response itself. */
export async function house(answers = {}) {
  const seen = { decide: [], events: [], beats: [], refused: [] };
  let nonce = "n0", count = 0;
  const folder = mkdtempSync(join(tmpdir(), "bailiwick-plugin-"));
  const credentialsFile = join(folder, "credentials.json"), configFile = join(folder, "openclaw.json");
  writeFileSync(credentialsFile, JSON.stringify({ ask: "bwa_test", report: "bwr_test" }), { mode: 0o600 });
  writeFileSync(configFile, "{}");
  const server = http.createServer(async (request, response) => {
    let text = "";
    for await (const part of request.setEncoding("utf8")) text += part;
    const refuse = (status, why) => (seen.refused.push(why), response.writeHead(status).end("{}"));
    const say = (value) => response.setHeader("content-type", "application/json").end(typeof value === "string" ? value : JSON.stringify(value));
    if (request.method !== "POST" || !MEMBERS[request.url]) return refuse(404, request.url);
    const credential = request.url.endsWith("/decide") ? "bwa_test" : "bwr_test";
    if (request.headers.authorization !== `Bearer ${credential}`) return refuse(401, "credential");
    if (/\\u0000|\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])/i.test(text)) return refuse(400, "NUL or lone surrogate");
    const body = JSON.parse(text);
    if (!only(body, MEMBERS[request.url])) return refuse(400, `members of ${request.url}: ${Object.keys(body)}`);
    if (request.url.endsWith("/decide")) {
      seen.decide.push(body);
      if (typeof answers.decide === "function") return answers.decide(response, body, say);
      return say(answers.decide ?? { answer: "permit", entry: ++count });
    }
    if (request.url.endsWith("/report")) {
      if (body.events.length > 256) return refuse(400, "too many events");
      const odd = body.events.find((event) => !EVENTS[event.type] || !only(event, ["type", ...EVENTS[event.type]]));
      if (odd) return refuse(400, `event ${JSON.stringify(odd)}`);
      if (answers.report) return answers.report(response, body, say);
      seen.events.push(...body.events);
      return say({ accepted: body.events.length });
    }
    const { signature, ...signed } = body;
    const right = createHmac("sha256", "bwr_test").update(canonical(signed)).digest("hex");
    const accepted = body.nonce === nonce && signature === right;
    nonce = `n${++count}`;
    seen.beats.push({ ...body, accepted });
    return say({ nonce, accepted, notices: answers.notices?.splice(0) ?? [] });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${server.address().port}`;
  return { seen, url, credentialsFile, configFile, folder, close: () => (server.closeAllConnections(), server.close()) };
}

/** OpenClaw as far as a plugin sees it: what it registered can be fired. */
export function openclaw(house, settings = {}, config = {}) {
  const hooks = {}, told = [], warnings = [];
  let service;
  plugin.register({
    config,
    pluginConfig: { url: house.url, credentialsFile: house.credentialsFile, configFile: house.configFile, waitMillis: 2000, ...settings },
    logger: { warn: (text) => warnings.push(text) },
    runtime: { version: "2026.9.6", config: { current: () => config }, system: {
      enqueueSystemEvent: (text, options) => told.push({ text, ...options }), requestHeartbeat: (wake) => told.push(wake) } },
    on: (name, handler, options) => (hooks[name] = { handler, options }),
    registerService: (one) => (service = one),
  });
  const fire = (name, event = {}, context = {}) => hooks[name].handler(event, context);
  return { hooks, told, warnings, service, fire,
    call: (toolName, params = {}, context = {}, event = {}) => fire("before_tool_call", { toolName, params, toolCallId: "call_1", ...event }, { sessionKey: "agent:main:x", runId: "r1", ...context }) };
}

export async function until(condition, millis = 5000) {
  for (const end = Date.now() + millis; !condition(); await new Promise((wake) => setTimeout(wake, 10))) {
    if (Date.now() > end) throw new Error("not within " + millis + " ms");
  }
}
