import { auction } from "./auction.ts";
import { defaulted } from "./default.ts";
import { dispute } from "./dispute.ts";
import { fleet } from "./fleet.ts";
import { forms } from "./forms.ts";
import { healthy } from "./healthy.ts";
import { late } from "./late.ts";
import type { World } from "./world.ts";

/** By the names under which `npm start` knows them. */
export const WORLDS = { healthy, forms, late, default: defaulted, fleet, auction, dispute } as const satisfies Readonly<
  Record<string, World>
>;

/** Three vaults of one protocol, side by side: what is shown where no world is named. */
export const threeVaults: World = {
  what: "three vaults side by side: owned hardware, a loan and a lease, a mixed fleet",
  look: ["/ compares the vaults; each has pages of its own."],
  vaults: [...healthy.vaults, ...forms.vaults, ...fleet.vaults],
  isLively: true,
};
