import { encodeBytes32String } from "ethers";
import { emptyVault, ethers, networkHelpers } from "./vaultAlone.ts";

export { ethers, networkHelpers };

/** Longest text that people are to read, bytes. */
export const MAX_TEXT = 200;
export const MAX_COMPANIONS = 32;
/** The number of the vault that the fixture lists. */
export const FIRST = 1n;

/** A directory with nothing in it, and a vault of the same authority; `admin` holds that without a delay. */
export async function unlisted(): ReturnType<typeof deployUnlisted> {
  return networkHelpers.loadFixture(deployUnlisted);
}

/** The vault is listed, with its lens. */
export async function listed(): ReturnType<typeof deployListed> {
  return networkHelpers.loadFixture(deployListed);
}

async function deployUnlisted() {
  const fixture = await emptyVault();
  const directory = await ethers.deployContract("VaultDirectory", [fixture.manager]);
  const lens = { name: encodeBytes32String("lens"), target: await fixture.lens.getAddress() };
  return { ...fixture, directory, companions: [lens] };
}

async function deployListed() {
  const fixture = await deployUnlisted();
  await fixture.directory.list(fixture.vault, FIRST, "Revenue shares of H100 clusters in USDC.", fixture.companions);
  return fixture;
}
