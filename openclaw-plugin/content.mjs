// One digest for what lies in a folder: the plugin itself and what is to be installed. `bailiwick skills policy` makes the same.
import { lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { sha256 } from "./wire.mjs";

const MOST_FILES = 2000, LARGEST = 1 << 20, ALTOGETHER = 64 << 20;

const below = (path) => lstatSync(path).isDirectory() ? readdirSync(path).flatMap((name) => below(join(path, name))) : [path];

/** Nothing when not all of it can be read, or it is too much: then no approval of content stands for it. */
export function contentDigest(root) {
  try {
    const files = below(root).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    let manifest = "", size = 0;
    for (const file of files) {
      const kind = lstatSync(file), path = file === root ? basename(root) : relative(root, file);
      if (files.length > MOST_FILES || (kind.isFile() && (kind.size > LARGEST || size > ALTOGETHER))) return undefined;
      const content = kind.isFile() ? sha256(readFileSync(file)) : kind.isSymbolicLink() ? `link to ${readlinkSync(file)}` : "special";
      size += kind.isFile() ? kind.size : 0;
      manifest += `${path.length} ${path} ${content}\n`;
    }
    return sha256(manifest);
  } catch {
    return undefined;
  }
}
