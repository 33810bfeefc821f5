// The digest of what is to be installed, as `bailiwick skills policy` makes it: what was approved there passes here too.
import { lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { sha256 } from "./wire.mjs";

const MOST_FILES = 2000, LARGEST = 1 << 20, ALTOGETHER = 64 << 20;

function* below(path) {
  if (!lstatSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path)) yield* below(join(path, name));
}

/** Nothing when not all of it can be read: then no approval of content stands for it. */
export function contentDigest(root) {
  try {
    return digest(root);
  } catch {
    return undefined;
  }
}

function digest(root) {
  const files = [...below(root)].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  let manifest = "", size = 0;
  for (const file of files) {
    const kind = lstatSync(file), path = file === root ? basename(root) : relative(root, file);
    if (kind.isFile() && (kind.size > LARGEST || size > ALTOGETHER)) return undefined;
    const content = kind.isFile() ? sha256(readFileSync(file)) : kind.isSymbolicLink() ? `link to ${readlinkSync(file)}` : "special";
    size += kind.isFile() ? kind.size : 0;
    manifest += `${path.length} ${path} ${content}\n`;
  }
  return files.length > MOST_FILES ? undefined : sha256(manifest);
}
