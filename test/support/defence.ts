import type { Signer } from "ethers";
import type { ReportDisputes } from "../../build/types/index.ts";
import { signAscending, type Signatures } from "./reports.ts";

/** The EIP-712 type of a quorum's word for a disputed report, as its signers would write it down. */
const TYPES = {
  Defence: [
    { name: "cluster", type: "uint256" },
    { name: "period", type: "uint32" },
    { name: "revision", type: "uint32" },
    { name: "reporterSet", type: "uint32" },
    { name: "contentHash", type: "bytes32" },
    { name: "dispute", type: "uint64" },
  ],
};

/** Reporters' word for the report in dispute, ascending by signer; `changes` make it a word for something else. */
export async function signWord(
  disputes: ReportDisputes,
  cluster: bigint,
  period: bigint,
  reporterSet: bigint,
  by: readonly Signer[],
  changes: object = {},
): Promise<Signatures> {
  const { provider } = disputes.runner ?? {};
  if (!provider) throw new Error("The disputes are not connected to a chain.");
  const domain = {
    name: "GpuYieldVaults ReportDisputes",
    version: "1",
    chainId: (await provider.getNetwork()).chainId,
    verifyingContract: await disputes.getAddress(),
  };
  const { revision, contentHash, id: dispute } = await disputes.disputeOf(cluster, period);
  const word = { cluster, period, revision, reporterSet, contentHash, dispute, ...changes };
  return signAscending(by, domain, TYPES, word);
}
