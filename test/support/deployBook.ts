import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import type { BaseContract } from "ethers";
import type { FacilityBook } from "../../build/types/index.ts";

/** No limits on draws, as the local chain has them. */
const UNLIMITED = {
  clusterBps: 10_000,
  operatorBps: 10_000,
  modelBps: 10_000,
  regionBps: 10_000,
  maxLoanToValueBps: 10_000,
  minCoverageBps: 0,
  utilisationBps: 8_000,
  runningCostBps: 3_000,
};

type Neighbours = Record<"manager" | "vault" | "registry" | "bond", BaseContract>;

/** A book with both of its halves and its libraries, around a vault that is there already. */
export async function deployBook(
  ethers: HardhatEthers,
  { manager, vault, registry, bond }: Neighbours,
  oracle: BaseContract,
  fee: { bps: bigint; recipient: string },
): Promise<FacilityBook> {
  const underwriting = await ethers.deployContract("Underwriting", [manager, vault, UNLIMITED]);
  const milestones = await ethers.deployContract("Milestones", [vault]);
  const calendar = await ethers.deployContract("Calendar");
  const settlement = await ethers.deployContract("Settlement");
  const parts = { vault, registry, bond, underwriting, milestones };
  const origination = await ethers.deployContract("BookOrigination", [manager, parts], {
    libraries: { Calendar: calendar },
  });
  return ethers.deployContract("FacilityBook", [manager, parts, origination, oracle, fee.bps, fee.recipient], {
    libraries: { Calendar: calendar, Settlement: settlement },
  });
}
