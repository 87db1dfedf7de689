import assert from "node:assert/strict";
import { it } from "node:test";
import { ask, close, open, settled, token } from "./harness.mjs";

export function review(at) {
  it("a person with the token keeps a decision, one without it does not", async () => {
    const { items } = await ask(at.base, "/claims?kind=killed&limit=1");
    const claim = items[0];
    const page = await open(at.base, `/report/${encodeURIComponent(claim.report)}#${claim.id}`);
    await page.getByText("Review", { exact: true }).click();
    await page.getByLabel("Why", { exact: true }).fill("the words say so");
    await page.getByLabel("Your name").fill("A reader <b>of tests</b>");
    await page.getByLabel("Token").fill("not the token");
    await page.getByRole("button", { name: "Keep the decision" }).click();
    const said = page.locator(".review [role=status]");
    await page.waitForFunction((e) => e.textContent !== "", await said.elementHandle());
    assert.doesNotMatch(await said.innerText(), /Kept/);
    await page.getByLabel("Token").fill(token);
    await page.getByRole("button", { name: "Keep the decision" }).click();
    await page.waitForFunction((e) => /Kept as/.test(e.textContent), await said.elementHandle());
    await settled(page);
    const kept = await ask(at.base, "/corrections");
    assert.ok(kept.items.some((c) => c.subjects.includes(claim.id)));
    await close(page);
  });
}
