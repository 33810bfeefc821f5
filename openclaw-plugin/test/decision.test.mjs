import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { house, openclaw } from "./house.mjs";

const open = [];
after(() => open.forEach((one) => one.close()));
async function governed(decide, settings, config) {
  const bailiwick = await house({ decide });
  open.push(bailiwick);
  return { bailiwick, agent: openclaw(bailiwick, settings, config) };
}
const blocked = (result, words) => {
  assert.equal(result?.block, true);
  assert.match(result.blockReason, words);
};

test("a permit that names its entry lets the call pass unchanged", async () => {
  const { bailiwick, agent } = await governed();
  assert.equal(await agent.call("exec", { command: "id" }), undefined);
  assert.deepEqual(bailiwick.seen.decide[0].arguments, { command: "id" });
  assert.deepEqual(bailiwick.seen.refused, []);
});

test("what runs is the command as the permit spells it, beside the call's other arguments", async () => {
  const { agent } = await governed({ answer: "permit", entry: 2, command: "'id' '-u'" });
  assert.deepEqual(await agent.call("exec", { command: "id -u", title: "who" }), { params: { command: "'id' '-u'", title: "who" } });
});

test("a spelling for a call that has no command blocks it", async () => {
  const { agent } = await governed({ answer: "permit", entry: 2, command: "'id'" });
  blocked(await agent.call("read", { path: "a" }), /^not started/);
});

for (const answer of ["refusal", "pending", "already-executed"]) {
  test(`${answer} blocks the call with Bailiwick's own words`, async () => {
    const { agent } = await governed({ answer, entry: 3, message: `it is a ${answer}` });
    blocked(await agent.call("exec"), new RegExp(`^it is a ${answer}$`));
  });
}

const malformed = {
  "an unknown answer": { answer: "sure", entry: 1, message: "go on" },
  "a permit without an entry": { answer: "permit" },
  "a permit whose entry is text": { answer: "permit", entry: "1" },
  "a permit whose command is no text": { answer: "permit", entry: 1, command: ["id"] },
  "a permit in capitals": { answer: "PERMIT", entry: 1 },
  "a permit inside a list": [{ answer: "permit", entry: 1 }],
  "null": null,
  "a number": 1,
  "an empty object": {},
  "a refusal without words": { answer: "refusal", entry: 1 },
  "text that is not JSON": "permit",
  "half an answer": '{"answer":"permit","entry":1',
  "nothing": "",
  "an answer of two MiB": `{"answer":"permit","entry":1,"x":"${"x".repeat(2 << 20)}"}`,
};
for (const [name, answer] of Object.entries(malformed)) {
  test(`${name} blocks the call`, async () => {
    const { agent } = await governed((response, body, say) => say(answer === null ? "null" : answer));
    blocked(await agent.call("exec"), /^not started/);
  });
}

for (const status of [201, 204, 301, 400, 401, 403, 413, 429, 500, 503]) {
  test(`status ${status} blocks the call even when the body is a permit`, async () => {
    const { agent } = await governed((response) => response.writeHead(status).end('{"answer":"permit","entry":1}'));
    blocked(await agent.call("exec"), new RegExp(`status ${status}`));
  });
}

test("a server that is down blocks the call", async () => {
  const { bailiwick, agent } = await governed();
  bailiwick.close();
  blocked(await agent.call("exec"), /could not be asked.*ECONNREFUSED/);
});

test("a server that hangs up blocks the call", async () => {
  const { agent } = await governed((response) => response.destroy());
  blocked(await agent.call("exec"), /could not be asked/);
});

test("a server that hangs up in the middle of a permit blocks the call", async () => {
  const { agent } = await governed((response) => {
    response.writeHead(200, { "content-length": 500 }).write('{"answer":"permit","entry":1}');
    setTimeout(() => response.destroy(), 50);
  });
  blocked(await agent.call("exec"), /could not be asked/);
});

test("a server that answers too late blocks the call", async () => {
  const { agent } = await governed(() => {}, { waitMillis: 150 });
  blocked(await agent.call("exec"), /no answer in time/);
});

test("a server that trickles bytes for ever blocks the call", async () => {
  const { agent } = await governed((response) => {
    const timer = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(timer));
  }, { waitMillis: 200 });
  blocked(await agent.call("exec"), /no answer in time|aborted/);
});

test("a call that its run gave up is blocked at once", async () => {
  const { agent } = await governed(() => {});
  const run = new AbortController();
  setTimeout(() => run.abort(), 50);
  blocked(await agent.call("exec", {}, { abortSignal: run.signal }), /could not be asked/);
});

test("a held call waits, and passes when the permit comes", async () => {
  const { agent } = await governed((response, body, say) => setTimeout(() => say({ answer: "permit", entry: 9 }), 400));
  const start = Date.now();
  assert.equal(await agent.call("exec"), undefined);
  assert.ok(Date.now() - start >= 390);
});

test("credentials that others can read block the call and are not sent", async () => {
  const { bailiwick, agent } = await governed();
  chmodSync(bailiwick.credentialsFile, 0o644);
  blocked(await agent.call("exec"), /can be read by others/);
  assert.equal(bailiwick.seen.decide.length, 0);
});

for (const [name, content] of [["missing members", "{}"], ["no JSON", "bwa_test"]]) {
  test(`a credentials file with ${name} blocks the call`, async () => {
    const { bailiwick, agent } = await governed();
    writeFileSync(bailiwick.credentialsFile, content);
    blocked(await agent.call("exec"), /could not be asked/);
  });
}

test("a credentials file that is not there blocks the call", async () => {
  const { agent } = await governed(undefined, { credentialsFile: "/nonexistent/credentials" });
  blocked(await agent.call("exec"), /ENOENT/);
});

test("a rotated credential works without a restart", async () => {
  const { bailiwick, agent } = await governed();
  writeFileSync(bailiwick.credentialsFile, JSON.stringify({ ask: "bwa_old", report: "bwr_test" }));
  blocked(await agent.call("exec"), /status 401/);
  writeFileSync(bailiwick.credentialsFile, JSON.stringify({ ask: "bwa_test", report: "bwr_test" }));
  assert.equal(await agent.call("exec"), undefined);
});

test("no secret is in what the model sees", async () => {
  const { agent } = await governed((response) => response.writeHead(500).end());
  assert.doesNotMatch((await agent.call("exec")).blockReason, /bw[arm]_/);
});

test("arguments that JSON cannot carry block the call", async () => {
  const { agent } = await governed();
  blocked(await agent.call("exec", { much: 10n }), /could not be asked/);
});

test("the session's name tells an automation and a sub-agent from a message", async () => {
  const { bailiwick, agent } = await governed();
  const requester = { channel: "webchat", senderId: "42", senderIsOwner: true };
  await agent.call("read", {}, { sessionKey: "agent:main:cron:7" });
  await agent.call("read", {}, { sessionKey: "agent:main:subagent:u", requester: { ...requester, senderIsOwner: false } });
  await agent.call("read", {}, { requester });
  await agent.call("read", {}, {});
  agent.fire("before_prompt_build", { prompt: "wake" }, { runId: "r9", trigger: "heartbeat", sessionKey: "agent:main:x" });
  await agent.call("read", {}, { runId: "r9" });
  assert.deepEqual(bailiwick.seen.decide.map((one) => one.origin), [
    { kind: "automation", job: "cron:7" },
    { kind: "sub-agent", sender: "webchat:42", owner: false },
    { kind: "message", sender: "webchat:42", owner: true },
    { kind: "unknown" },
    { kind: "automation", job: "heartbeat" },
  ]);
});

test("code mode is called confined only under QuickJS", async () => {
  for (const [executor, kind] of [["quickjs", "code_mode_exec"], ["node", "code_mode_exec_unconfined"], [undefined, "code_mode_exec_unconfined"]]) {
    const { bailiwick, agent } = await governed(undefined, {}, { tools: { codeMode: { enabled: true, executor } } });
    await agent.call("exec", { code: "1" }, { agentId: "main" }, { toolKind: "code_mode_exec" });
    assert.equal(bailiwick.seen.decide[0].kind, kind);
  }
});

test("an agent's own executor counts before the common one", async () => {
  const config = { tools: { codeMode: { executor: "quickjs" } }, agents: { entries: { main: { tools: { codeMode: { executor: "node" } } } } } };
  const { bailiwick, agent } = await governed(undefined, {}, config);
  await agent.call("exec", { code: "1" }, { agentId: "main" }, { toolKind: "code_mode_exec" });
  assert.equal(bailiwick.seen.decide[0].kind, "code_mode_exec_unconfined");
});

test("a tool's definition is told by its digest, and a changed definition by another", async () => {
  const { bailiwick, agent } = await governed();
  const tool = { name: "lab__echo", description: "says it again", parameters: { type: "object" } };
  agent.fire("llm_input", { tools: [tool] });
  await agent.call("lab__echo");
  agent.fire("llm_input", { tools: [{ ...tool, description: "says it to everyone" }] });
  await agent.call("lab__echo");
  const [first, second] = bailiwick.seen.decide.map((one) => one.definition);
  assert.match(first, /^[0-9a-f]{64}$/);
  assert.notEqual(first, second);
});

test("an install is decided like a call", async () => {
  const { bailiwick, agent } = await governed({ answer: "refusal", entry: 4, message: "no" });
  blocked(await agent.fire("before_install", { targetType: "plugin", targetName: "other", sourcePath: "/x" }), /^no$/);
  assert.equal(bailiwick.seen.decide[0].tool, "bailiwick.install");
  assert.equal(bailiwick.seen.decide[0].definition, undefined);
});

test("what is to be installed is told by the digest of its content, links unfollowed", async () => {
  const { bailiwick, agent } = await governed();
  const folder = mkdtempSync(join(tmpdir(), "bailiwick-skill-"));
  mkdirSync(join(folder, "lib"));
  writeFileSync(join(folder, "SKILL.md"), "# notes\n");
  writeFileSync(join(folder, "lib", "a.py"), "print(1)\n");
  symlinkSync("/etc/passwd", join(folder, "data"));
  await agent.fire("before_install", { targetType: "skill", targetName: "notes", sourcePath: folder });
  writeFileSync(join(folder, "lib", "a.py"), "print(2)\n");
  await agent.fire("before_install", { targetType: "skill", targetName: "notes", sourcePath: folder });
  const [first, second] = bailiwick.seen.decide;
  assert.equal(first.kind, "bailiwick_install");
  assert.equal(first.definition, "33808c75bc1028803ee8ea7af5eaa1762500d60c74ede8c450adf215e6c85af9");
  assert.notEqual(second.definition, first.definition);
});

test("what cannot be read, or is too much to be read, is asked about without a digest", async () => {
  const { bailiwick, agent } = await governed();
  const folder = mkdtempSync(join(tmpdir(), "bailiwick-skill-"));
  writeFileSync(join(folder, "SKILL.md"), "x".repeat((1 << 20) + 1));
  await agent.fire("before_install", { targetType: "skill", targetName: "notes", sourcePath: folder });
  await agent.fire("before_install", { targetType: "skill", targetName: "notes", sourcePath: join(folder, "absent") });
  assert.deepEqual(bailiwick.seen.decide.map((asked) => asked.definition), [undefined, undefined]);
});

for (const content of ["/bash id", "! id", "  /BASH id"]) {
  test(`"${content}" never reaches the host`, async () => {
    const { agent } = await governed();
    assert.equal(agent.fire("before_dispatch", { content }).handled, true);
  });
}

test("the gate comes first, and OpenClaw waits longer for it than it waits for Bailiwick", async () => {
  const { agent } = await governed(undefined, { waitMillis: 555_000 });
  const { priority, timeoutMs } = agent.hooks.before_tool_call.options;
  assert.ok(priority >= 1_000_000);
  assert.ok(timeoutMs > 555_000 && timeoutMs <= 600_000);
});

test("the security directives stand before the system prompt", async () => {
  const { agent } = await governed();
  const { prependSystemContext } = agent.fire("before_prompt_build", { prompt: "hello" }, {});
  assert.match(prependSystemContext, /^# Security directives/);
  assert.match(prependSystemContext, /<user_data>/);
});

test("the plugin is under 250 lines, blank ones not counted", () => {
  const folder = join(import.meta.dirname, "..");
  const lines = readdirSync(folder).filter((name) => name.endsWith(".mjs"))
    .reduce((sum, name) => sum + readFileSync(join(folder, name), "utf8").split("\n").filter((line) => line.trim()).length, 0);
  assert.ok(lines < 250, `${lines} lines`);
});
