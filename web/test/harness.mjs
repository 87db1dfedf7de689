// What the browser tests stand on: the program serving a record, Debian's Chromium, and
// the questions that every page has to answer well.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(web);
export const program = process.env.STEMMA ?? join(root, "bin/stemma");
export const browserPath = (process.env.CHROMIUM ? [process.env.CHROMIUM] : ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).find(existsSync);
export const palmyra = process.env.PALMYRA ?? resolve(root, "../shared/reports/palmyra");
export const artifacts = join(web, "artifacts");
export const token = "token-of-the-tests";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const started = [];
let folder;
let browser;

export async function begin() {
  assert.ok(existsSync(program), `${program} is not there: run make build`);
  mkdirSync(artifacts, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), "stemma-pages-"));
  browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"] });
}

export async function end() {
  await browser?.close();
  for (const p of started) p.kill("SIGTERM");
  if (folder) rmSync(folder, { recursive: true, force: true });
}

function run(...args) {
  const done = spawnSync(program, args, { encoding: "utf8" });
  assert.equal(done.status, 0, `stemma ${args.join(" ")}: ${done.stderr}`);
  return done.stdout;
}

// serve makes a record, of the demo or of the reports on Palmyra, and serves it; it gives
// the address.
export async function serve(record) {
  const db = join(folder, record, record + ".db");
  mkdirSync(dirname(db), { recursive: true });
  let args = ["demo", "--dir", dirname(db), "--serve", "--addr", "127.0.0.1:0"];
  if (record !== "demo") {
    run("--db", db, "add", palmyra);
    args = ["--db", db, "serve", "--addr", "127.0.0.1:0"];
  }
  const server = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, STEMMA_TOKEN: token } });
  started.push(server);
  return new Promise((done, fail) => {
    let said = "";
    server.stderr.setEncoding("utf8");
    server.stderr.on("data", (s) => {
      said += s;
      const at = /http:\/\/[\d.]+:\d+/.exec(said);
      if (at) done(at[0]);
    });
    server.on("exit", (code) => fail(new Error(`serve ended with ${code}: ${said}`)));
  });
}

export async function ask(base, path) {
  const answer = await fetch(base + path, { headers: { Accept: "application/json" } });
  assert.equal(answer.status, 200, path);
  return answer.json();
}

// open shows a page and keeps what the browser complains of.
export async function open(base, path, { width = 1600, height = width < 500 ? 780 : 1000, scheme = "light" } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (m) => m.type() === "error" && page.complaints.push(m.text()));
  page.on("pageerror", (e) => page.complaints.push(e.message));
  page.on("dialog", (d) => {
    page.complaints.push("a dialog: " + d.message());
    void d.dismiss();
  });
  page.on("request", (r) => !r.url().startsWith(base) && page.complaints.push("asked elsewhere: " + r.url()));
  await page.goto(base + path);
  await settled(page);
  return page;
}

// settled waits until the page shows what it asked for.
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("main [role=status].waiting") && !document.querySelector("main [aria-busy=true]"));
  await page.evaluate(() => document.fonts.ready);
}

export async function close(page) {
  await page.context().close();
}

export function noComplaints(page) {
  assert.deepEqual(page.complaints, []);
}

// accessible holds a page to the rules of axe-core: none of serious or critical impact broken.
// The script goes in by the debugger, past the pages' policy.
export async function accessible(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const grave = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  assert.deepEqual(grave.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 160)} ${n.any.map((a) => a.message).join("; ").slice(0, 200)}`).join(" | ")}`), []);
}

// fits says that nothing sticks out of the page to the side.
export async function fits(page) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.querySelectorAll("main *, header *")]
      .filter((e) => e.getBoundingClientRect().right > room + 1)
      .slice(0, 5)
      .map((e) => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)} > ${room}`);
  });
  assert.deepEqual(wide, []);
}

export async function picture(page, name) {
  await page.screenshot({ path: join(artifacts, name.replace(/[^\w.-]+/g, "-") + ".png"), fullPage: (await page.evaluate(() => document.documentElement.scrollHeight)) < 6000 });
}
