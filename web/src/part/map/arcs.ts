// Outlines as letters: each step of an arc is a signed number, its sign in the last bit,
// five bits a letter, the lowest first; a letter of the upper half says that more follow.
// "gB" is 32 >> 1 = 16. It halves what the atlas takes as JSON.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const values = new Map([...alphabet].map((letter, i) => [letter, i]));

export function letters(n: number): string {
  let rest = n < 0 ? -n * 2 - 1 : n * 2;
  let out = "";
  for (; rest >= 32; rest = Math.floor(rest / 32)) out += alphabet[32 + (rest % 32)];
  return out + alphabet[rest];
}

// arcsOf reads arcs parted by spaces, each a sequence of x and y steps.
export function arcsOf(packed: string): [number, number][][] {
  return packed.split(" ").map((word) => {
    const numbers: number[] = [];
    let n = 0;
    let unit = 1;
    for (const letter of word) {
      const v = values.get(letter) ?? 0;
      n += (v % 32) * unit;
      unit *= 32;
      if (v < 32) {
        numbers.push(n % 2 ? -(n + 1) / 2 : n / 2);
        n = 0;
        unit = 1;
      }
    }
    return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!]);
  });
}
