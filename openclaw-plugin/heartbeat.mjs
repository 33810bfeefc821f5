// Every second: which code and which configuration stand here. The answer brings a fresh nonce, and notices for sessions.
import { readFileSync } from "node:fs";
import { credentials, post, sha256, sign } from "./wire.mjs";

const EVERY_MILLIS = 1000, ANSWER_MILLIS = 2000;

/** @param plugin version and digest as they were loaded, not as they may have become */
export function heartbeat(settings, openclaw, plugin, deliver, warn) {
  let nonce = "", timer, busy = false;

  async function tell() {
    const { report } = credentials(settings.credentialsFile);
    const body = { nonce, pid: process.pid, openclaw, plugin, config: { digest: sha256(readFileSync(settings.configFile)) } };
    const signed = { ...body, signature: sign(body, report) };
    const answer = await post(settings.url, "/openclaw/v1/heartbeat", report, signed, ANSWER_MILLIS);
    nonce = typeof answer?.nonce === "string" ? answer.nonce : "";
    for (const notice of Array.isArray(answer?.notices) ? answer.notices : []) deliver(notice);
    return answer?.accepted === true;
  }

  /** Not accepted, but a fresh nonce: the server started anew, so once more with what it gave. */
  async function beat() {
    if (busy) return;
    busy = true;
    await tell().then((accepted) => accepted || tell()).catch((failure) => warn(`heartbeat not delivered: ${failure.message}`));
    busy = false;
  }

  return { beat, stop: () => clearInterval(timer), start: () => ((timer = setInterval(beat, EVERY_MILLIS).unref()), beat()) };
}
