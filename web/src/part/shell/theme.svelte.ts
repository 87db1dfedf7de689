// The reader's choice of colours: the system's, light or dark. Kept in the browser.
const names = ["system", "light", "dark"] as const;
const glyphs = { system: "◐", light: "○", dark: "●" };
const key = "stemma.colours";

class Theme {
  name = $state<(typeof names)[number]>(kept());
  glyph = $derived(glyphs[this.name]);

  constructor() {
    this.#show();
  }

  turn() {
    this.name = names[(names.indexOf(this.name) + 1) % names.length]!;
    try {
      localStorage.setItem(key, this.name);
    } catch {
      // A browser that keeps nothing still shows the choice until the page is left.
    }
    this.#show();
  }

  #show() {
    const root = document.documentElement;
    if (this.name === "system") delete root.dataset.theme;
    else root.dataset.theme = this.name;
  }
}

function kept(): (typeof names)[number] {
  try {
    return names.find((n) => n === localStorage.getItem(key)) ?? "system";
  } catch {
    return "system";
  }
}

export const theme = new Theme();
