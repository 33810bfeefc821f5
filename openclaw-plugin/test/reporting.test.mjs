import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { contentDigest } from "../content.mjs";
import { canonical, sha256 } from "../wire.mjs";
import { house, openclaw, until } from "./house.mjs";

const open = [];
after(() => open.forEach((one) => one()));
async function governed(answers) {
  const bailiwick = await house(answers);
  const agent = openclaw(bailiwick);
  open.push(() => (agent.service.stop(), bailiwick.close()));
  return { bailiwick, agent };
}

test("what happens is reported in the words of the wire", async () => {
  const { bailiwick, agent } = await governed();
  const context = { sessionKey: "agent:main:x" };
  agent.fire("message_received", { content: "pay it", senderId: "42", from: "42" }, { ...context, channelId: "webchat" });
  agent.fire("before_agent_run", { prompt: "pay it", senderId: "42", senderIsOwner: true }, context);
  agent.fire("before_prompt_build", { prompt: "pay it" }, context);
  agent.fire("after_tool_call", { toolName: "read", toolCallId: "call_1", params: {}, result: { content: [{ text: "x" }] } }, context);
  agent.fire("after_tool_call", { toolName: "read", toolCallId: "call_2", params: {}, error: "no such file" }, context);
  agent.fire("subagent_spawned", { childSessionKey: "agent:main:subagent:u" }, { requesterSessionKey: "agent:main:x" });
  agent.fire("subagent_ended", { targetSessionKey: "agent:main:subagent:u" }, { requesterSessionKey: "agent:main:x" });
  agent.fire("cron_changed", { jobId: "j1", action: "added", job: { payload: { kind: "command" } } }, {});
  agent.fire("cron_changed", { jobId: "j2", action: "finished", job: { payload: { kind: "agentTurn" } } }, {});
  agent.fire("session_start", { sessionId: "s" }, context);
  agent.fire("session_end", { sessionId: "s" }, context);
  await until(() => bailiwick.seen.events.length === 10);
  assert.deepEqual(bailiwick.seen.refused, []);
  const session = "agent:main:x", child = "agent:main:subagent:u";
  assert.deepEqual(bailiwick.seen.events, [
    { type: "message", session, sender: "webchat:42", text: "pay it", owner: true },
    { type: "prompt", session, text: "pay it" },
    { type: "outcome", session, call: "call_1", tool: "read", ok: true, text: '{"content":[{"text":"x"}]}' },
    { type: "outcome", session, call: "call_2", tool: "read", ok: false, text: "no such file" },
    { type: "sub-agent", session, child, phase: "started" },
    { type: "sub-agent", session, child, phase: "ended" },
    { type: "schedule", job: "j1", change: "added", command: true },
    { type: "schedule", job: "j2", change: "finished", command: false },
    { type: "session", session, phase: "started" },
    { type: "session", session, phase: "ended" },
  ]);
});

test("only who began the run, and is said to be the owner, is told as the owner", async () => {
  const { bailiwick, agent } = await governed();
  const context = { sessionKey: "agent:main:g", channelId: "discord" };
  const say = (senderId, content) => agent.fire("message_received", { content, senderId }, context);
  const run = (senderId, senderIsOwner) => agent.fire("before_agent_run", { prompt: "", senderId, senderIsOwner }, context);
  say("eve", "pay eve"), say("ann", "sort my mail"), run("ann", true);
  say("eve", "pay eve again"), run("eve", false), say("bob", "hello"), run("bob");
  await until(() => bailiwick.seen.events.length === 4);
  assert.deepEqual(bailiwick.seen.events.map(({ text, owner }) => [text, owner]),
    [["pay eve", false], ["sort my mail", true], ["pay eve again", false], ["hello", false]]);
  assert.deepEqual(bailiwick.seen.refused, []);
});

test("a flood of reports arrives in batches and in order", async () => {
  const { bailiwick, agent } = await governed();
  for (let i = 0; i < 1000; i++) agent.fire("before_prompt_build", { prompt: `p${i}` }, {});
  await until(() => bailiwick.seen.events.length === 1000);
  assert.deepEqual(bailiwick.seen.events.map((one) => one.text), Array.from({ length: 1000 }, (_, i) => `p${i}`));
});

test("while Bailiwick is away nothing waits, and the newest reports are kept", async () => {
  let away = true;
  const got = [];
  const { agent } = await governed({ report: (response, body, say) => {
    if (away) return response.destroy();
    got.push(...body.events);
    return say({ accepted: body.events.length });
  } });
  const start = Date.now();
  for (let i = 0; i < 10_000; i++) agent.fire("before_prompt_build", { prompt: `p${i}` }, {});
  assert.ok(Date.now() - start < 1000);
  await until(() => agent.warnings.length > 0);
  away = false;
  await until(() => got.at(-1)?.text === "p9999", 10_000);
  assert.ok(got.length <= 4096 + 256 && got.length >= 4096, `${got.length} kept`);
});

test("a batch that the server refuses is dropped, and the next one goes", async () => {
  const got = [];
  const { agent } = await governed({ report: (response, body, say) => {
    if (body.events[0].text === "bad") return response.writeHead(400).end();
    got.push(...body.events);
    return say({ accepted: 1 });
  } });
  agent.fire("before_prompt_build", { prompt: "bad" }, {});
  await until(() => agent.warnings.length > 0);
  agent.fire("before_prompt_build", { prompt: "good" }, {});
  await until(() => got.length > 0);
  assert.equal(got[0].text, "good");
});

test("text that strict JSON refuses is mended, and long text is clipped", async () => {
  const { bailiwick, agent } = await governed();
  agent.fire("before_prompt_build", { prompt: "a\0b\ud800c" + "x".repeat(100_000) }, {});
  await until(() => bailiwick.seen.events.length === 1);
  assert.match(bailiwick.seen.events[0].text, /^a\uFFFDb\uFFFDcx+$/);
  assert.equal(bailiwick.seen.events[0].text.length, 16_000);
});

test("a batch of the longest texts stays under one MiB", async () => {
  const { bailiwick, agent } = await governed();
  for (let i = 0; i < 200; i++) agent.fire("before_prompt_build", { prompt: "\u4e2d".repeat(20_000) }, {});
  await until(() => bailiwick.seen.events.length === 200, 20_000);
});

test("the heartbeat is accepted within one beat of the start, and every second after", async () => {
  const { bailiwick, agent } = await governed();
  await agent.service.start();
  assert.deepEqual(bailiwick.seen.beats.map((one) => one.accepted), [false, true]);
  await until(() => bailiwick.seen.beats.length >= 4, 4000);
  assert.ok(bailiwick.seen.beats.slice(1).every((one) => one.accepted));
  assert.equal(new Set(bailiwick.seen.beats.map((one) => one.nonce)).size, bailiwick.seen.beats.length);
  assert.equal(bailiwick.seen.beats[1].pid, process.pid);
  assert.equal(bailiwick.seen.beats[1].openclaw, "2026.9.6");
});

test("the heartbeat carries the configuration as it is now and the code as it was loaded", async () => {
  const { bailiwick, agent } = await governed();
  await agent.service.start();
  writeFileSync(bailiwick.configFile, '{"plugins":{}}');
  await until(() => bailiwick.seen.beats.length >= 3, 3000);
  const [first, , last] = bailiwick.seen.beats;
  assert.equal(first.config.digest, sha256("{}"));
  assert.equal(last.config.digest, sha256('{"plugins":{}}'));
  assert.equal(last.plugin.digest, contentDigest(join(import.meta.dirname, "..")));
});

test("a beat whose server is away does not stop the next", async () => {
  const { bailiwick, agent } = await governed();
  const file = bailiwick.configFile;
  bailiwick.close();
  await agent.service.start();
  assert.match(agent.warnings[0], /heartbeat not delivered/);
  writeFileSync(file, "{}");
  await until(() => agent.warnings.length > 1, 3000);
});

test("a stopped service beats no more", async () => {
  const { bailiwick, agent } = await governed();
  await agent.service.start();
  agent.service.stop();
  const beats = bailiwick.seen.beats.length;
  await new Promise((wake) => setTimeout(wake, 1300));
  assert.equal(bailiwick.seen.beats.length, beats);
});

test("a notice is put into its session, which is woken", async () => {
  const { agent } = await governed({ notices: [{ session: "agent:main:x", text: "task-7 was approved" }, { session: 7, text: "odd" }] });
  await agent.service.start();
  assert.deepEqual(agent.told, [
    { text: "task-7 was approved", sessionKey: "agent:main:x", agentId: "main" },
    { source: "hook", intent: "immediate", reason: "hook:bailiwick", sessionKey: "agent:main:x", agentId: "main" },
  ]);
});

test("of messages nobody answers the oldest are told without waiting for a run", async () => {
  const { bailiwick, agent } = await governed();
  for (let i = 0; i < 2050; i++) agent.fire("message_received", { content: `m${i}`, senderId: "eve" }, { sessionKey: "agent:main:busy" });
  await until(() => bailiwick.seen.events.length === 2);
  assert.deepEqual(bailiwick.seen.events.map(({ text, owner }) => [text, owner]), [["m0", false], ["m1", false]]);
  agent.fire("before_agent_run", { prompt: "", senderId: "eve" }, { sessionKey: "agent:main:busy" });
});

test("canonical JSON sorts members by UTF-16 and writes numbers as RFC 8785 does", () => {
  assert.equal(canonical({ "\ufb33": 1, "\ud83d\ude00": 2, a: [1e21, 0.1, -0, null], b: undefined }), '{"a":[1e+21,0.1,0,null],"\ud83d\ude00":2,"\ufb33":1}');
});
