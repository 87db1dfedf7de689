// The modules that atlas.ts makes at build time.
declare module "virtual:atlas" {
  import type { Packed } from "./part/map/atlas";
  type Load = () => Promise<{ default: Packed }>;
  export const world: Load;
  export const sheets: { box: [west: number, south: number, east: number, north: number]; load: Load }[];
}
