import { artifacts } from "hardhat";
import { readFile } from "node:fs/promises";

/** What a contract was compiled from: all that whoever wants to compile it again has to know. */
export type Source = {
  /** Its file in the compiler's input, and its name there. */
  contractIdentifier: string;
  /** With the commit, as compilers name themselves. */
  compilerVersion: string;
  /** The compiler's standard input, settings and sources. */
  stdJsonInput: object;
};

type BuildInfo = { solcLongVersion: string; input: object };

const read = new Map<string, Promise<BuildInfo>>();

/** @param contract its name in Solidity, compiled before */
export async function sourceOf(contract: string): Promise<Source> {
  const { contractName, inputSourceName, buildInfoId } = await artifacts.readArtifact(contract);
  if (buildInfoId === undefined || inputSourceName === undefined) throw new Error(`${contract} was not compiled here`);
  const buildInfo = read.get(buildInfoId) ?? readBuildInfo(buildInfoId);
  read.set(buildInfoId, buildInfo);
  const { solcLongVersion, input } = await buildInfo;
  return {
    contractIdentifier: `${inputSourceName}:${contractName}`,
    compilerVersion: solcLongVersion,
    stdJsonInput: input,
  };
}

async function readBuildInfo(id: string): Promise<BuildInfo> {
  const path = await artifacts.getBuildInfoPath(id);
  if (path === undefined) throw new Error(`there is no build ${id}`);
  return JSON.parse(await readFile(path, "utf8")) as BuildInfo;
}
