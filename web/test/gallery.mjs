// Each page in each of its states; the words of strangers stay words.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accessible, close, fits, noComplaints, open, picture } from "./harness.mjs";

const pages = ["now", "place", "matter", "story", "compare", "report", "source", "search", "brief"];
const states = ["empty", "small", "huge", "scripts", "failing"];

export function gallery(at) {
  describe("gallery", () => {
    for (const p of pages) {
      for (const s of states) {
        it(`${p}, ${s}`, async () => {
          const page = await open(at.base, `/gallery/${p}/${s}`, { scheme: states.indexOf(s) % 2 ? "dark" : "light" });
          await page.waitForTimeout(100);
          await picture(page, `gallery-${p}-${s}`);
          noComplaints(page);
          await fits(page);
          await accessible(page);
          await page.setViewportSize({ width: 360, height: 780 });
          await page.waitForTimeout(100);
          await picture(page, `gallery-${p}-${s}-360`);
          await fits(page);
          await close(page);
        });
      }
    }

    it("markup in titles, quotes and names of outlets is shown as text", async () => {
      for (const p of pages) {
        const page = await open(at.base, `/gallery/${p}/scripts`);
        assert.equal(await page.locator("main img, main script, main b:has-text('Ostwick')").count(), 0, p);
        assert.doesNotMatch(await page.title(), /^run$/, p);
        assert.match(await page.locator("main").innerText(), /<img src=x|<script>|<b>Ostwick|<i>x/, p);
        await close(page);
      }
    });

    it("Arabic runs from the right, Chinese from the left, each in its own letters", async () => {
      const page = await open(at.base, "/gallery/report/scripts");
      const blocks = await page.locator("p.body, p.caption").evaluateAll((all) => all.map((e) => ({ text: e.textContent, direction: getComputedStyle(e).direction, align: getComputedStyle(e).textAlign, lang: e.closest("[lang]").lang })));
      const arabic = blocks.find((b) => b.text.startsWith("قال المرصد"));
      const chinese = blocks.find((b) => b.text.startsWith("守备队"));
      assert.equal(arabic.direction, "rtl");
      assert.equal(arabic.lang, "ar");
      assert.equal(chinese.direction, "ltr");
      const session = await page.context().newCDPSession(page);
      await session.send("DOM.enable");
      await session.send("CSS.enable");
      const { root } = await session.send("DOM.getDocument", { depth: 0 });
      const { nodeIds } = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "p.body" });
      for (const nodeId of nodeIds.slice(0, 2)) {
        const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
        assert.ok(fonts.every((f) => !/last ?resort|unifont/i.test(f.familyName)), JSON.stringify(fonts));
      }
      await close(page);
    });
  });
}
