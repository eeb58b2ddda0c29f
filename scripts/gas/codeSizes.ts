import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

/** Most bytes a deployed contract may have on Ethereum (EIP-170). */
export const CODE_SIZE_LIMIT = 24_576;

/** A library with internal functions only lives in its callers; a stub of this size remains. */
const LEFT_OF_AN_INLINED_LIBRARY = 100;

export type CodeSize = { readonly name: string; readonly bytes: number };

/** Size of the deployed code of every contract of ours, mocks aside, the largest first. */
export async function codeSizes(hre: HardhatRuntimeEnvironment): Promise<CodeSize[]> {
  const names = [...(await hre.artifacts.getAllFullyQualifiedNames())].filter(isOurs);
  const sizes = await Promise.all(
    names.map(async (name) => {
      const { contractName, deployedBytecode } = await hre.artifacts.readArtifact(name);
      return { name: contractName, bytes: (deployedBytecode.length - 2) / 2 };
    }),
  );
  return sizes.filter(({ bytes }) => bytes > LEFT_OF_AN_INLINED_LIBRARY).sort((a, b) => b.bytes - a.bytes);
}

function isOurs(name: string): boolean {
  return name.startsWith("contracts/") && !name.startsWith("contracts/mocks/");
}
