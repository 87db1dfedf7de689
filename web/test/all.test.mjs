// The pages in a real browser. What is not at hand is skipped, and said to be.
import { after, before, describe } from "node:test";
import { existsSync } from "node:fs";
import * as h from "./harness.mjs";
import { budget } from "./budget.mjs";
import { gallery } from "./gallery.mjs";
import { journey } from "./journey.mjs";
import { keyboard } from "./keyboard.mjs";
import { eachPage } from "./pages.mjs";
import { review } from "./review.mjs";

const noBrowser = h.browserPath ? false : "SKIP: no Chromium (apt-get install chromium, or set CHROMIUM)";
const noPalmyra = noBrowser || (existsSync(h.palmyra) ? false : `SKIP: ${h.palmyra} is not there`);

describe("pages", { skip: noBrowser }, () => {
  before(h.begin);
  after(h.end);

  describe("on the demo record", () => {
    const at = {};
    before(async () => (at.base = await h.serve("demo")));
    eachPage(at, "demo", { place: "Halvesh", source: "Varn Monitor for Human Rights", words: "market", question: /killed in Halvesh/ });
    keyboard(at);
    gallery(at);
    budget(at);
    review(at);
  });

  describe("on the record of Palmyra", { skip: noPalmyra }, () => {
    const at = {};
    before(async () => (at.base = await h.serve("palmyra")));
    eachPage(at, "palmyra", { place: "Palmyra", source: "Syrian Observatory for Human Rights", words: "citadel", question: /Who held Palmyra/ });
    journey(at);
    budget(at);
  });
});
