// Builds the explorer's script, style and page into kg/views/assets; with --check it only compares the bytes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, version } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "kg", "views", "assets");
const options = { absWorkingDir: here, bundle: true, minify: true, write: false, target: "es2022", charset: "utf8", legalComments: "none", logLevel: "warning" };
const bundled = async (more) => (await build({ ...options, ...more })).outputFiles[0].text;

const script = await bundled({ entryPoints: ["src/main.ts"], format: "iife", define: { "process.env.NODE_ENV": '"production"' } });
if (/<\/script|<!--/i.test(script)) throw new Error("the script holds what would end its element");
const style = await bundled({ entryPoints: ["src/explorer.css"] });
const page = readFileSync(join(here, "src", "explorer.html"), "utf8");

const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
const shipped = Object.entries(lock.packages)
  .filter(([path, one]) => path && !one.dev && !one.optional && !one.peer)
  .map(([path]) => path)
  .sort();
const versions = Object.fromEntries(shipped.map((path) => [path.replace("node_modules/", ""), lock.packages[path].version]));
const licence = (path) => {
  const file = readdirSync(join(here, path)).find((name) => /^licen[cs]e/i.test(name));
  return file ? readFileSync(join(here, path, file), "utf8").trim() : `${lock.packages[path].license} licence`;
};
const notices = shipped.map((path) => `${path.replace("node_modules/", "")} ${lock.packages[path].version}\n\n${licence(path)}\n`).join(`\n${"-".repeat(80)}\n\n`);

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const sizes = { raw: Buffer.byteLength(script), gzip: gzipSync(script, { level: 9 }).length };
const made = {
  "explorer.js": script,
  "explorer.css": style,
  "explorer.html": page,
  "explorer.notices.txt": notices,
};
made["build.json"] = `${JSON.stringify({ esbuild: version, packages: versions, bytes: sizes.raw, sha256: Object.fromEntries(Object.entries(made).map(([name, text]) => [name, sha256(text)])) }, null, 1)}\n`;

if (sizes.raw > 300_000 || sizes.gzip > 80_000) throw new Error(`the script is too large: ${sizes.raw} bytes, ${sizes.gzip} compressed`);
const read = (name) => {
  try {
    return readFileSync(join(assets, name), "utf8");
  } catch {
    return null;
  }
};
if (process.argv.includes("--check")) {
  const stale = Object.keys(made).filter((name) => read(name) !== made[name]);
  if (stale.length) throw new Error(`not what web/ builds: ${stale.join(", ")}; run: make bundle`);
} else {
  for (const [name, text] of Object.entries(made)) writeFileSync(join(assets, name), text);
}
console.log(`explorer.js: ${sizes.raw} bytes, ${sizes.gzip} compressed`);
