import assert from "node:assert/strict";
import { it } from "node:test";
import { close, open } from "./harness.mjs";

const limit = 150_000; // bytes as they travel, gzipped

export function budget(at) {
  it("the first page with all that it loads takes at most 150 kB gzipped", async (t) => {
    const page = await open(at.base, "/gallery");
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    const urls = new Map();
    let bytes = 0;
    session.on("Network.responseReceived", (e) => urls.set(e.requestId, new URL(e.response.url).pathname));
    session.on("Network.loadingFinished", (e) => {
      if (/\/assets\/|^\/$|\.svg$/.test(urls.get(e.requestId) ?? "")) bytes += e.encodedDataLength;
    });
    await page.goto(at.base + "/");
    await page.locator("main ol li").first().waitFor();
    await page.waitForTimeout(1000);
    t.diagnostic(`${bytes} bytes`);
    assert.ok(bytes > 10_000, "nothing was counted");
    assert.ok(bytes <= limit, `${bytes} bytes: ${[...urls.values()].join(" ")}`);
    await close(page);
  });
}
