// The enforcement point inside OpenClaw: asks Bailiwick before every tool call and obeys. Whatever is not a well-formed
// permit blocks the call. OpenClaw itself blocks a call whose hook throws or runs out of time.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contentDigest } from "./content.mjs";
import { heartbeat } from "./heartbeat.mjs";
import { clip, reports } from "./reports.mjs";
import { canonical, credentials, folderDigest, post, sha256 } from "./wire.mjs";

const FOLDER = import.meta.dirname;
const HOLD_MILLIS = 9 * 60_000, LONGER_THAN_HOLD = 15_000, RUN_BEGINS_MILLIS = 5 * 60_000;
const FIRST = { priority: 1_000_000 };
// OpenClaw loads this module more than once in one process: a message and the run it begins meet different copies of it.
const unsaid = (globalThis[Symbol.for("bailiwick.unsaid")] ??= new Set());
const AUTOMATIC = new Set(["cron", "heartbeat", "automation"]), REMEMBERED = 2048;

function note(memory, name, value) {
  if (memory.size >= REMEMBERED) memory.delete(memory.keys().next().value);
  memory.set(name, value);
}

const block = (blockReason) => ({ block: true, blockReason });

/** What stops the call, or nothing: only a permit that names its entry in the log lets it pass, as the permit spells it. */
export function obey(answer, params) {
  if (answer?.answer === "permit" && Number.isSafeInteger(answer.entry)) {
    if (answer.command === undefined) return undefined;
    if (typeof answer.command === "string" && typeof params?.command === "string") return { params: { ...params, command: answer.command } };
  }
  const known = ["refusal", "pending", "already-executed"].includes(answer?.answer) && typeof answer.message === "string" && answer.message;
  return block(known || "not started: Bailiwick's answer was not understood. Do not retry.");
}

function register(api) {
  const settings = { waitMillis: HOLD_MILLIS + LONGER_THAN_HOLD, ...api.pluginConfig };
  const warn = (text) => api.logger?.warn?.(`bailiwick: ${text}`);
  const BEFORE = { ...FIRST, timeoutMs: settings.waitMillis + LONGER_THAN_HOLD };
  const report = reports(settings, warn);
  const triggers = new Map(), definitions = new Map();
  const directives = readFileSync(join(FOLDER, "directives.md"), "utf8");
  const { version } = JSON.parse(readFileSync(join(FOLDER, "package.json"), "utf8"));
  const sessionOf = (event, context) => context?.sessionKey ?? event?.sessionKey ?? `agent:${context?.agentId ?? "unknown"}:unknown`;

  function originOf(context) {
    const session = context?.sessionKey ?? "";
    const who = context?.requester;
    const sender = who ? { sender: `${who.channel ?? "unknown"}:${who.senderId ?? "unknown"}`, owner: who.senderIsOwner === true } : {};
    if (/^agent:[^:]+:subagent:/.test(session)) return { kind: "sub-agent", ...sender };
    const job = /^agent:[^:]+:cron:([^:]+)/.exec(session)?.[1], trigger = triggers.get(context?.runId);
    if (job) return { kind: "automation", ...sender, job: `cron:${job}` };
    if (AUTOMATIC.has(trigger)) return { kind: "automation", ...sender, ...(trigger === "heartbeat" ? { job: trigger } : {}) };
    return { kind: who ? "message" : "unknown", ...sender };
  }

  /** Code mode runs its JavaScript outside the gateway's reach only in QuickJS; under Node's `vm` it is code on the host. */
  function kindOf(event, context) {
    if (event.toolKind !== "code_mode_exec") return event.toolKind;
    const config = api.runtime?.config?.current?.() ?? api.config;
    const own = config?.agents?.entries?.[context?.agentId]?.tools?.codeMode?.executor;
    return (own ?? config?.tools?.codeMode?.executor) === "quickjs" ? "code_mode_exec" : "code_mode_exec_unconfined";
  }

  async function decide(attempt, signal) {
    try {
      const { ask } = credentials(settings.credentialsFile);
      return obey(await post(settings.url, "/openclaw/v1/decide", ask, attempt, settings.waitMillis, signal), attempt.arguments);
    } catch (failure) {
      return block(`not started: Bailiwick could not be asked (${failure.message}). Do not retry; tell the person you work for.`);
    }
  }

  api.on("before_tool_call", (event, context) => decide({ session: sessionOf(event, context), run: context?.runId,
    call: event.toolCallId ?? context?.toolCallId, tool: event.toolName, kind: kindOf(event, context), arguments: event.params ?? {},
    origin: originOf(context), definition: definitions.get(event.toolName) }, context?.abortSignal), BEFORE);

  api.on("before_install", async (event, context) => {
    const install = { type: event.targetType, name: event.targetName, source: event.sourcePath, origin: event.origin };
    report({ type: "install", name: clip(event.targetName), source: clip(event.origin ?? event.sourcePath) });
    return decide({ session: sessionOf(event, context), tool: "bailiwick.install", kind: "bailiwick_install", arguments: install,
      origin: originOf(context), definition: contentDigest(event.sourcePath) });
  }, BEFORE);

  // `/bash` and `!` never reach before_tool_call. The configuration closes them; this is the second bolt.
  api.on("before_dispatch", (event) =>
    /^\s*(!|\/bash\b)/i.test(event.content ?? "") ? { handled: true, text: "Refused: commands do not run outside Bailiwick's decision." } : undefined, FIRST);

  api.on("before_prompt_build", (event, context) => {
    if (context?.runId) note(triggers, context.runId, context.trigger);
    report({ type: "prompt", session: sessionOf(event, context), text: clip(event.currentUserMessage || event.prompt) });
    return { prependSystemContext: directives };
  }, FIRST);

  api.on("llm_input", (event) => {
    for (const tool of event.tools ?? []) if (tool?.name) note(definitions, tool.name, sha256(canonical(tool)));
  });
  // Whether a sender is the owner is only said when a run begins; what brings none is told without.
  const tell = (one, owner) => unsaid.delete(one) && report({ ...one.message, owner });
  api.on("message_received", (event, context) => {
    const session = sessionOf(event, context), from = event.senderId ?? event.from ?? "unknown";
    const one = { from, message: { type: "message", session, sender: clip(`${context?.channelId ?? "unknown"}:${from}`), text: clip(event.content) } };
    setTimeout(tell, RUN_BEGINS_MILLIS, unsaid.add(one) && one, false).unref();
  });
  api.on("before_agent_run", (event, context) => {
    for (const one of unsaid) if (one.message.session === sessionOf(event, context)) tell(one, one.from === event.senderId && event.senderIsOwner === true);
  }, FIRST);
  api.on("after_tool_call", (event, context) => report({ type: "outcome", session: sessionOf(event, context),
    call: event.toolCallId, tool: event.toolName, ok: event.error === undefined, text: clip(event.error ?? event.result) }));
  for (const [hook, child, phase] of [["spawned", "childSessionKey", "started"], ["ended", "targetSessionKey", "ended"]])
    api.on(`subagent_${hook}`, (event, context) =>
      report({ type: "sub-agent", session: context?.requesterSessionKey ?? "unknown", child: event[child], phase }));
  api.on("cron_changed", (event) => report({ type: "schedule", job: event.jobId, change: event.action,
    command: event.job?.payload?.kind === "command" || event.job?.schedule?.command !== undefined }));
  for (const phase of ["start", "end"]) api.on(`session_${phase}`, (event, context) =>
    report({ type: "session", session: sessionOf(event, context), phase: `${phase}ed` }));

  /** Puts the words into the session and wakes it for one turn. */
  function deliver(notice) {
    if (typeof notice?.session !== "string" || typeof notice.text !== "string") return;
    const agentId = /^agent:([^:]+):/.exec(notice.session)?.[1];
    try {
      api.runtime.system.enqueueSystemEvent(notice.text, { sessionKey: notice.session, agentId });
      api.runtime.system.requestHeartbeat({ source: "hook", intent: "immediate", reason: "hook:bailiwick", sessionKey: notice.session, agentId });
    } catch (failure) {
      warn(`notice for ${notice.session} not delivered: ${failure.message}`);
    }
  }
  const { start, stop } = heartbeat(settings, api.runtime?.version ?? "unknown", { version, digest: folderDigest(FOLDER) }, deliver, warn);
  api.registerService({ id: "bailiwick-heartbeat", start, stop });
}

export default { id: "bailiwick", name: "Bailiwick", description: "Asks Bailiwick before every tool call, and obeys", register };
