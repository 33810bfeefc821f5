// The enforcement point inside OpenClaw: asks Bailiwick before every tool call and obeys. Whatever is not a well-formed
// permit blocks the call. OpenClaw itself blocks a call whose hook throws or runs out of time.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contentDigest } from "./content.mjs";
import { heartbeat } from "./heartbeat.mjs";
import { clip, reports } from "./reports.mjs";
import { canonical, credentials, post, sha256 } from "./wire.mjs";

const FOLDER = import.meta.dirname, FIRST = { priority: 1_000_000 };
const HOLD_MILLIS = 9 * 60_000, LONGER_THAN_HOLD = 15_000, RUN_BEGINS_MILLIS = 5 * 60_000, REMEMBERED = 2048;
const AUTOMATIC = new Set(["cron", "heartbeat", "automation"]);
// OpenClaw loads this module more than once in one process: a message and the run it begins meet different copies of it.
const unsaid = (globalThis[Symbol.for("bailiwick.unsaid")] ??= new Set());

function note(memory, name, value) {
  if (memory.size >= REMEMBERED) memory.delete(memory.keys().next().value);
  memory.set(name, value);
}

const block = (blockReason) => ({ block: true, blockReason });

/** What stops the call, or nothing: only a permit that names its entry in the log lets it pass, as the permit spells it. */
export function obey(answer, params) {
  const permitted = answer?.answer === "permit" && Number.isSafeInteger(answer.entry);
  if (permitted && answer.command === undefined) return undefined;
  if (permitted && typeof answer.command === "string" && typeof params?.command === "string") return { params: { ...params, command: answer.command } };
  const known = ["refusal", "pending", "already-executed"].includes(answer?.answer) && typeof answer.message === "string" && answer.message;
  return block(known || "not started: Bailiwick's answer was not understood. Do not retry.");
}

function register(api) {
  const settings = { waitMillis: HOLD_MILLIS + LONGER_THAN_HOLD, ...api.pluginConfig };
  const warn = (text) => api.logger?.warn?.(`bailiwick: ${text}`);
  const report = reports(settings, warn), triggers = new Map(), definitions = new Map();
  const directives = readFileSync(join(FOLDER, "directives.md"), "utf8");
  const { version } = JSON.parse(readFileSync(join(FOLDER, "package.json"), "utf8"));
  const sessionOf = (event, context) => context?.sessionKey ?? event?.sessionKey ?? `agent:${context?.agentId ?? "unknown"}:unknown`;

  function originOf(context) {
    const who = context?.requester, trigger = triggers.get(context?.runId);
    const sender = who && { sender: `${who.channel ?? "unknown"}:${who.senderId ?? "unknown"}`, owner: who.senderIsOwner === true };
    const [, begun, job] = /^agent:[^:]+:(subagent|cron):([^:]*)/.exec(context?.sessionKey ?? "") ?? [];
    if (begun === "subagent") return { kind: "sub-agent", ...sender };
    if (begun || AUTOMATIC.has(trigger)) return { kind: "automation", ...sender, job: begun ? `cron:${job}` : trigger === "heartbeat" ? trigger : undefined };
    return { kind: who ? "message" : "unknown", ...sender };
  }

  /** Code mode runs its JavaScript outside the gateway's reach only in QuickJS; under Node's `vm` it is code on the host. */
  function kindOf(event, context) {
    if (event.toolKind !== "code_mode_exec") return event.toolKind;
    const config = api.runtime?.config?.current?.() ?? api.config;
    const own = config?.agents?.entries?.[context?.agentId]?.tools?.codeMode?.executor;
    return (own ?? config?.tools?.codeMode?.executor) === "quickjs" ? "code_mode_exec" : "code_mode_exec_unconfined";
  }

  /** @param asked what is about to be done, beside who does it and why */
  async function decide(event, context, asked) {
    try {
      const attempt = { session: sessionOf(event, context), origin: originOf(context), ...asked() }, { ask } = credentials(settings.credentialsFile);
      return obey(await post(settings.url, "/openclaw/v1/decide", ask, attempt, settings.waitMillis, context?.abortSignal), attempt.arguments);
    } catch (failure) {
      return block(`not started: Bailiwick could not be asked (${failure.message}). Do not retry; tell the person you work for.`);
    }
  }
  const gate = (hook, decided) => api.on(hook, decided, { ...FIRST, timeoutMs: settings.waitMillis + LONGER_THAN_HOLD });

  gate("before_tool_call", (event, context) => decide(event, context, () => ({ run: context?.runId, call: event.toolCallId ?? context?.toolCallId,
    tool: event.toolName, kind: kindOf(event, context), arguments: event.params ?? {}, definition: definitions.get(event.toolName) })));
  gate("before_install", (event, context) => {
    report({ type: "install", name: clip(event.targetName), source: clip(event.origin ?? event.sourcePath) });
    const install = { type: event.targetType, name: event.targetName, source: event.sourcePath, origin: event.origin };
    return decide(event, context, () =>
      ({ tool: "bailiwick.install", kind: "bailiwick_install", arguments: install, definition: contentDigest(event.sourcePath) }));
  });
  // `/bash` and `!` never reach before_tool_call. The configuration closes them; this is the second bolt.
  api.on("before_dispatch", (event) =>
    /^\s*(!|\/bash\b)/i.test(event.content ?? "") ? { handled: true, text: "Refused: commands do not run outside Bailiwick's decision." } : undefined, FIRST);

  api.on("before_prompt_build", (event, context) => {
    if (context?.runId) note(triggers, context.runId, context.trigger);
    report({ type: "prompt", session: sessionOf(event, context), text: clip(event.currentUserMessage || event.prompt) });
    return { prependSystemContext: directives };
  }, FIRST);
  api.on("llm_input", ({ tools }) => tools?.filter((tool) => tool?.name).forEach((tool) => note(definitions, tool.name, sha256(canonical(tool)))));

  // Whether a sender is the owner is only said when a run begins; what brings none, and what is too much to wait for, is told without.
  const tell = (one, owner) => unsaid.delete(one) && report({ ...one.message, owner });
  api.on("message_received", (event, context) => {
    const session = sessionOf(event, context), from = event.senderId ?? event.from ?? "unknown";
    const one = { from, message: { type: "message", session, sender: clip(`${context?.channelId ?? "unknown"}:${from}`), text: clip(event.content) } };
    if (unsaid.size >= REMEMBERED) tell(unsaid.values().next().value, false);
    setTimeout(tell, RUN_BEGINS_MILLIS, unsaid.add(one) && one, false).unref();
  });
  api.on("before_agent_run", (event, context) => {
    for (const one of unsaid) if (one.message.session === sessionOf(event, context)) tell(one, one.from === event.senderId && event.senderIsOwner === true);
  }, FIRST);

  const tellOf = (hook, told) => api.on(hook, (event, context) => report(told(event, context)));
  tellOf("after_tool_call", (event, context) => ({ type: "outcome", session: sessionOf(event, context), call: event.toolCallId,
    tool: event.toolName, ok: event.error === undefined, text: clip(event.error ?? event.result) }));
  const child = (child, phase, context) => ({ type: "sub-agent", session: context?.requesterSessionKey ?? "unknown", child, phase });
  tellOf("subagent_spawned", (event, context) => child(event.childSessionKey, "started", context));
  tellOf("subagent_ended", (event, context) => child(event.targetSessionKey, "ended", context));
  tellOf("cron_changed", (event) => ({ type: "schedule", job: event.jobId, change: event.action,
    command: event.job?.payload?.kind === "command" || event.job?.schedule?.command !== undefined }));
  for (const phase of ["start", "end"]) tellOf(`session_${phase}`, (event, context) => ({ type: "session", session: sessionOf(event, context), phase: `${phase}ed` }));

  /** Puts the words into the session and wakes it for one turn. */
  function deliver(notice) {
    const { session, text } = notice ?? {};
    if (typeof session !== "string" || typeof text !== "string") return;
    const where = { sessionKey: session, agentId: /^agent:([^:]+):/.exec(session)?.[1] };
    try {
      api.runtime.system.enqueueSystemEvent(text, where);
      api.runtime.system.requestHeartbeat({ source: "hook", intent: "immediate", reason: "hook:bailiwick", ...where });
    } catch (failure) {
      warn(`notice for ${session} not delivered: ${failure.message}`);
    }
  }
  const { start, stop } = heartbeat(settings, api.runtime?.version ?? "unknown", { version, digest: contentDigest(FOLDER) }, deliver, warn);
  api.registerService({ id: "bailiwick-heartbeat", start, stop });
}

export default { id: "bailiwick", name: "Bailiwick", description: "Asks Bailiwick before every tool call, and obeys", register };
