import assert from "node:assert/strict";
import { it } from "node:test";
import { close, open, settled } from "./harness.mjs";

// Where the focus is, and whether it is seen: a dot of the map shows it by its rim, the
// last part of a date field by its own button.
const focused = (page) => page.evaluate(() => {
  const e = document.activeElement;
  const style = getComputedStyle(e);
  return { tag: e.tagName, text: (e.getAttribute("aria-label") ?? e.textContent ?? "").trim(), href: e.getAttribute("href") ?? "", seen: style.outlineStyle !== "none" || !!e.closest("svg") || e.type === "date" };
});

export function keyboard(at) {
  it("a reader without a mouse goes from the first page to the words of a claim", async () => {
    const page = await open(at.base, "/");
    await page.keyboard.press("Tab");
    assert.match((await focused(page)).text, /Skip/);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");

    const walk = async (wanted, limit = 200) => {
      for (let i = 0; i < limit; i++) {
        await page.keyboard.press("Tab");
        const f = await focused(page);
        assert.ok(f.seen, `the focus on ${f.tag} ${f.text} is not seen`);
        if (wanted(f)) return f;
      }
      assert.fail("the focus does not come there");
    };
    await walk((f) => f.href.startsWith("/matter/"));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/matter\//);
    await settled(page);
    await walk((f) => f.href.startsWith("/report/"));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/report\/.*#/);
    await page.locator("[data-claim].chosen").first().waitFor();
    await walk((f) => f.href.includes("#c"));
    await page.keyboard.press("Enter");
    await page.locator("aside .chosen dl").waitFor();
    for (let i = 0; i < 3 && !page.url().includes("/matter/"); i++) await page.goBack();
    await settled(page);
    assert.match(page.url(), /\/matter\//);
    await close(page);
  });

  it("a stretch of a band and a filter answer to keys", async () => {
    const page = await open(at.base, "/place/Halvesh");
    await page.locator("a.stretch").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/stretch=/);
    await page.goto(at.base + "/");
    await settled(page);
    await page.getByLabel("Kind").focus();
    await page.keyboard.press("K");
    await page.waitForURL(/kind=killed/);
    await close(page);
  });
}
