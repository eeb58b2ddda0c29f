import type { World } from "./world.ts";

/** 29 real days of one cluster that earns and pays. */
export const healthy: World = {
  what: "one cluster that earns and pays: 29 real days of prices and utilisation",
  look: ["/ shows the share price rising as rent vests, and where the rent went."],
  vaults: [{ parameters: "revenue-shares", scenario: "helios-h100-256.csv", title: "Helios, 256 H100, 29 days" }],
  isLively: true,
};
