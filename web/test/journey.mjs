import assert from "node:assert/strict";
import { it } from "node:test";
import { close, open, picture, settled } from "./harness.mjs";

// The question of an analyst who opens the first page, in clicks.
export function journey(at) {
  it("who holds Palmyra on 11 December, who says so, on whose word, and where is that written: in four clicks", async () => {
    const page = await open(at.base, "/");
    let clicks = 0;
    const click = async (target) => {
      clicks++;
      await target.click();
      await settled(page);
    };

    await click(page.locator("svg a", { hasText: "Palmyra" }).first());
    await page.waitForURL(/\/place\/Palmyra/);
    const band = page.getByRole("region", { name: /^Islamic State:/ });
    await click(band.getByRole("link", { name: /held.*(since|–|^)?.*11 December 2016/ }).first());

    const stretch = page.locator("#stretch");
    assert.match(await stretch.innerText(), /Islamic State held/, "who holds it");
    assert.match(await stretch.innerText(), /11 December 2016/, "when");
    assert.match(await stretch.innerText(), /on the word of.*(Observatory|Amaq)/s, "on whose word");
    await picture(page, "journey-place");

    await click(stretch.locator("figcaption a").first());
    await page.waitForURL(/\/report\/.*#/);
    const marked = page.locator("[data-claim].chosen, .cited");
    const words = marked.first();
    await words.waitFor();
    assert.match((await marked.allInnerTexts()).join(""), /Palmyra|city/, "the words");
    assert.match(await page.locator("aside .chosen dl").innerText(), /Said by/, "who says so");
    await page.waitForFunction((el) => { const r = el.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }, await words.elementHandle());
    await picture(page, "journey-report");
    assert.ok(clicks <= 4, `${clicks} clicks`);
    await close(page);
  });
}
