// What the plugin says to Bailiwick: JSON over HTTP on loopback, see docs/design/openclaw-wire.md.
import { createHash, createHmac } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import http from "node:http";

const LARGEST_ANSWER = 1024 * 1024;
// An idle connection is dropped long before the server would: a request never meets a socket that just closed.
const connections = new http.Agent({ keepAlive: true, maxSockets: 256, timeout: 4000 });

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** RFC 8785: JavaScript's own number and string forms, members in UTF-16 order. */
export function canonical(value) {
  if (Array.isArray(value)) return "[" + value.map((one) => canonical(one ?? null)).join(",") + "]";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).filter((name) => value[name] !== undefined).sort();
  return "{" + names.map((name) => JSON.stringify(name) + ":" + canonical(value[name])).join(",") + "}";
}

export const sign = (body, key) => createHmac("sha256", key).update(canonical(body)).digest("hex");

/** Read anew for each use, so that a rotated credential works at once. */
export function credentials(file) {
  const handle = openSync(file, "r");
  try {
    if ((fstatSync(handle).mode & 0o077) !== 0) throw new Error("the credentials file can be read by others");
    const { ask, report } = JSON.parse(readFileSync(handle, "utf8"));
    if (typeof ask !== "string" || typeof report !== "string") throw new Error("the credentials file is not complete");
    return { ask, report };
  } finally {
    closeSync(handle);
  }
}

/** The parsed body of a 200 answer; everything else is thrown. */
export function post(base, path, credential, body, millis, signal) {
  return new Promise((resolve, reject) => {
    const data = Buffer.from(JSON.stringify(body));
    const headers = { authorization: `Bearer ${credential}`, "content-type": "application/json", "content-length": data.length };
    const request = http.request(new URL(path, base), { method: "POST", agent: connections, headers, signal }, async (response) => {
      try {
        if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
        let text = "";
        for await (const part of response.setEncoding("utf8"))
          if ((text += part).length > LARGEST_ANSWER) throw new Error("the answer is too long");
        resolve(JSON.parse(text));
      } catch (failure) {
        reject(failure);
        request.destroy();
      }
    });
    const timer = setTimeout(() => request.destroy(new Error("no answer in time")), millis);
    request.on("close", () => clearTimeout(timer)).on("error", reject).end(data);
  });
}
