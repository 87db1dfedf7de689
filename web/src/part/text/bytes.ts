// The interface counts bytes of UTF-8, a browser counts units of UTF-16. placesIn tells
// for a byte of the text where the browser finds it; one inside a rune is moved to its begin.
export function placesIn(text: string): (byte: number) => number {
  const at: number[] = []; // byte offsets of the runes that are not ASCII, with their unit offsets
  const units: number[] = [];
  let byte = 0;
  let unit = 0;
  for (const rune of text) {
    const code = rune.codePointAt(0)!;
    const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > 1) {
      at.push(byte);
      units.push(unit);
    }
    byte += bytes;
    unit += rune.length;
  }
  const whole = byte;
  return (wanted) => {
    if (wanted <= 0) return 0;
    if (wanted >= whole) return text.length;
    let low = 0;
    let high = at.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (at[mid]! <= wanted) low = mid + 1;
      else high = mid;
    }
    if (low === 0) return wanted;
    const start = at[low - 1]!;
    const size = sizeOf(text.codePointAt(units[low - 1]!)!);
    return wanted < start + size ? units[low - 1]! : units[low - 1]! + (size === 4 ? 2 : 1) + (wanted - start - size);
  };
}

function sizeOf(code: number): number {
  return code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
