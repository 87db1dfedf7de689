import { Problem } from "./client";

// Loaded is something asked for: what came last, whether more is under way, what went
// wrong. A newer question cancels an older one.
export class Loaded<T> {
  value = $state.raw<T>();
  problem = $state.raw<Problem>();
  waiting = $state(true);
  #abort?: AbortController;

  async ask(how: (signal: AbortSignal) => Promise<T>) {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    this.waiting = true;
    try {
      const value = await how(abort.signal);
      if (abort.signal.aborted) return;
      this.value = value;
      this.problem = undefined;
    } catch (e) {
      if (abort.signal.aborted) return;
      this.problem = e instanceof Problem ? e : new Problem(0, "Error", String(e));
    }
    this.waiting = false;
  }
}
