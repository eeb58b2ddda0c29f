import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import type { ArtifactResolver } from "@nomicfoundation/ignition-core";
import { Interface } from "ethers";
import type { ArtifactManager } from "hardhat/types/artifacts";

type Compiled = ReturnType<ArtifactResolver["loadArtifact"]>;

/**
 * What Ignition deploys where it keeps no journal, as on the chains of tests. It asks for a contract at every step, and
 * parses its ABI each time: here it is read once, and given parsed, which halves the time of a deployment. The
 * compiler's input, which a journal would keep, is not read.
 */
export function compiledContracts(artifacts: ArtifactManager): ArtifactResolver {
  const disk = new HardhatArtifactResolver(artifacts);
  const known = new Map<string, Compiled>();
  const load = async (contractName: string): Compiled => {
    const artifact = await disk.loadArtifact(contractName);
    return { ...artifact, abi: [...new Interface(artifact.abi).fragments] };
  };
  return {
    loadArtifact: (contractName) => {
      const compiled = known.get(contractName) ?? load(contractName);
      known.set(contractName, compiled);
      return compiled;
    },
    getBuildInfo: () => Promise.resolve(undefined),
  };
}
