// What happened, told to Bailiwick in batches. Never blocks a turn: when Bailiwick is away the oldest reports are dropped.
import { credentials, post } from "./wire.mjs";

const QUEUE = 4096, BATCH = 256, BATCH_CHARACTERS = 300_000, TEXT = 16_000, PAUSE_MILLIS = 1000, ANSWER_MILLIS = 10_000;

/** Text as strict JSON accepts it: no NUL, no lone surrogate, clipped. */
export function clip(value) {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.slice(0, TEXT).toWellFormed().replaceAll("\0", "\uFFFD");
}

/** @returns what takes one event; nobody waits for its delivery */
export function reports(settings, warn) {
  const queue = [];
  let sending = false;

  function batch() {
    let count = 0, characters = 0;
    while (count < Math.min(BATCH, queue.length) && characters < BATCH_CHARACTERS) characters += queue[count++].text?.length ?? 0;
    return queue.splice(0, count);
  }

  async function send() {
    while (queue.length > 0) {
      const events = batch();
      try {
        await post(settings.url, "/openclaw/v1/report", credentials(settings.credentialsFile).report, { events }, ANSWER_MILLIS);
      } catch (failure) {
        warn(`${events.length} reports not delivered: ${failure.message}`);
        if (!failure.message.startsWith("status 4")) queue.unshift(...events); // what it refused it would refuse again
        await new Promise((wake) => setTimeout(wake, PAUSE_MILLIS).unref());
      }
    }
    sending = false;
  }

  return (event) => {
    queue.push(event);
    if (queue.length > QUEUE) queue.shift();
    if (!sending) sending = setImmediate(send) !== undefined;
  };
}
