// Every page on a record: it shows what the record has, in both widths and both colours.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { accessible, ask, close, fits, noComplaints, open, picture } from "./harness.mjs";

export function eachPage(at, record, about) {
  const paths = {};

  before(async () => {
    const matters = await ask(at.base, "/matters?limit=500");
    const stories = await ask(at.base, "/stories?limit=50");
    const story = stories.items.sort((a, b) => b.reports - a.reports)[0];
    const tree = await ask(at.base, "/stories/" + encodeURIComponent(story.id));
    const edge = tree.edges.find((e) => e.relation === "update") ?? tree.edges[0];
    const claims = await ask(at.base, "/claims?kind=control&limit=5");
    const matter = matters.items.find((m) => about.question.test(m.question));
    Object.assign(paths, {
      now: ["/", /What is claimed/],
      "now-filtered": ["/?kind=control&min_origins=2", /What is claimed/],
      places: ["/place", /Places/],
      place: ["/place/" + encodeURIComponent(about.place), new RegExp(about.place)],
      matter: ["/matter/" + matter.id, about.question],
      stories: ["/story", /Stories/],
      story: ["/story/" + story.id, /./],
      compare: [`/story/${story.id}?a=${encodeURIComponent(edge.a)}&b=${encodeURIComponent(edge.b)}`, /./],
      report: ["/report/" + encodeURIComponent(claims.items[0].report), /./],
      claim: [`/report/${encodeURIComponent(claims.items[0].report)}#${claims.items[0].id}`, /./],
      sources: ["/source", /Sources/],
      source: ["/source/" + encodeURIComponent(about.source), new RegExp(about.source)],
      search: ["/search?q=" + about.words, new RegExp(about.words)],
      brief: ["/brief?about=" + encodeURIComponent(about.place), new RegExp(about.place)],
    });
  });

  const names = ["now", "now-filtered", "places", "place", "matter", "stories", "story", "compare", "report", "claim", "sources", "source", "search", "brief"];
  describe("each page, wide and narrow, light and dark", () => {
    for (const name of names) {
      it(name, async () => {
        const [path, heading] = paths[name];
        const page = await open(at.base, path);
        assert.match(await page.locator("main h1").first().innerText(), heading);
        for (const width of [1600, 360]) {
          await page.setViewportSize({ width, height: width < 500 ? 780 : 1000 });
          for (const scheme of ["light", "dark"]) {
            await page.emulateMedia({ colorScheme: scheme });
            await page.waitForTimeout(100);
            await picture(page, `${record}-${name}-${width}-${scheme}`);
            await accessible(page);
          }
          await fits(page);
        }
        noComplaints(page);
        await close(page);
      });
    }
  });

  it("an unknown id is not in the record", async () => {
    for (const path of ["/matter/nothing", "/report/nothing", "/place/Nowhere%20at%20all", "/source/Nobody%20at%20all", "/story/nothing"]) {
      const page = await open(at.base, path);
      assert.match(await page.locator("main h1").innerText(), /Not in the record/, path);
      await close(page);
    }
  });

  it("the record is shown as of a moment", async () => {
    const page = await open(at.base, "/");
    const all = await page.locator("main ol li").count();
    const slider = page.getByRole("slider");
    await slider.focus();
    await page.keyboard.press("Home");
    await page.waitForURL(/as_of=/);
    await page.waitForFunction((n) => document.querySelectorAll("main ol li").length < n, all);
    await page.locator("main ol li a").first().click();
    await page.waitForURL(/\/matter\/.*as_of=/);
    await close(page);
  });

  it("in a narrow window the words of a claim are seen above its card", async () => {
    const { items } = await ask(at.base, "/claims?limit=500");
    const last = items.filter((c) => c.report === items[0].report).at(-1);
    const page = await open(at.base, `/report/${encodeURIComponent(last.report)}#${last.id}`, { width: 360 });
    const words = await page.locator(`[data-claim~="${last.id}"]`).first().elementHandle();
    await page.waitForFunction((e) => {
      const card = document.querySelector("aside .chosen")?.getBoundingClientRect();
      const box = e.getBoundingClientRect();
      return card && box.top >= 0 && box.top < card.top;
    }, words);
    await picture(page, `${record}-claim-narrow`);
    await close(page);
  });

  it("every mark opens its claim and every claim scrolls to its words", async () => {
    const page = await open(at.base, paths.report[0], { height: 500 });
    const links = page.locator("aside ol a");
    const last = links.last();
    const id = decodeURIComponent((await last.getAttribute("href")).split("#")[1]);
    await last.click();
    const words = page.locator(`[data-claim~="${id}"]`).first();
    await words.waitFor();
    await page.waitForFunction((el) => { const r = el.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }, await words.elementHandle());
    const first = page.locator("[data-claim]").first();
    await first.click();
    const opened = decodeURIComponent(new URL(page.url()).hash.slice(1));
    assert.ok((await first.getAttribute("data-claim")).split(" ").includes(opened));
    await page.locator("aside .chosen dl").waitFor();
    await close(page);
  });
}
