import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import chaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import keystore from "@nomicfoundation/hardhat-keystore";
import mocha from "@nomicfoundation/hardhat-mocha";
import networkHelpers from "@nomicfoundation/hardhat-network-helpers";
import typechain from "@nomicfoundation/hardhat-typechain";
import verify from "@nomicfoundation/hardhat-verify";
import { configVariable, defineConfig } from "hardhat/config";
import { createRequire } from "node:module";
import { patientNode } from "./scripts/support/patientNode.ts";
import { quietDependencies } from "./scripts/support/quietDependencies.ts";

/** The compiler out of the lockfile, so that nothing is downloaded. An absolute path, as Hardhat asks. */
const solc = {
  version: "0.8.37",
  path: createRequire(import.meta.url).resolve("solc/soljson.js"),
};

/** Cancun brought transient storage and MCOPY; every network below has it. */
const evmVersion = "cancun";

/** Compiles in a fraction of the time that the optimizer takes. For what runs once: line counting, mutants. */
export const unoptimised = { ...solc, settings: { evmVersion } };

/** For what runs often. */
const optimised = { ...solc, settings: { evmVersion, optimizer: { enabled: true, runs: 200 } } };

/** Slow to compile, cheap to run. */
const throughIr = (runs: number) => ({ evmVersion, viaIR: true, optimizer: { enabled: true, runs } });

/** Small enough for a chain, with some room. A million runs would save a user's call 300 gas and cost 5,000 bytes. */
const vault = { ...solc, settings: throughIr(800) };

const managers = { ...solc, settings: throughIr(200) };

/** Small enough for a chain, with some room. */
const oracle = { ...solc, settings: throughIr(800) };

/** Where each build keeps what it made: they would otherwise undo each other's caches. */
const build = process.env.BUILD_FOLDER ?? "default";

/** The build that is deployed, and whose gas is measured. */
const isProduction = process.env.HARDHAT_BUILD_PROFILE === "production";

/**
 * For the quick build, which is larger than a chain takes. Every transaction may use what a transaction may (EIP-7825):
 * to estimate it runs each of them over and over, which doubles the time of tests. One that reverts is mined, then.
 * To count lines takes gas too, without end.
 */
const roomy = { allowUnlimitedContractSize: true, gas: build === "coverage" ? 300_000_000 : 16_777_216 };

const remote = { type: "http" as const, accounts: [configVariable("DEPLOYER_PRIVATE_KEY")] };

export default defineConfig({
  plugins: [
    hardhatEthers,
    chaiMatchers,
    keystore,
    mocha,
    networkHelpers,
    typechain,
    verify,
    quietDependencies,
    patientNode,
  ],
  paths: {
    artifacts: `./build/${build}/artifacts`,
    cache: `./build/${build}/cache`,
    tests: { mocha: "./test", solidity: "./test" },
  },
  solidity: {
    /** The authority is deployed as OpenZeppelin wrote it. */
    npmFilesToBuild: ["@openzeppelin/contracts/access/manager/AccessManager.sol"],
    profiles: {
      /** For tests: compiles in seconds. */
      default: {
        compilers: [build === "default" ? optimised : unoptimised],
      },
      /** For gas figures and deployments. Ignition and the verifier look for exactly this name. */
      production: {
        // One compilation instead of one per file, which Hardhat would choose: the IR takes minutes as it is.
        isolated: false,
        compilers: [{ ...solc, settings: throughIr(10_000) }],
        // What a contract makes in its constructor is compiled as it is: its code is held against the chain's.
        overrides: {
          "contracts/GpuYieldVault.sol": vault,
          "contracts/RedemptionQueue.sol": vault,
          "contracts/RevenueOracle.sol": oracle,
          "contracts/oracle/ReportClock.sol": oracle,
          "contracts/facilities/LoanManager.sol": managers,
          "contracts/facilities/LoanLedger.sol": managers,
          "contracts/facilities/RevenueShareManager.sol": managers,
        },
      },
    },
  },
  // What is compiled beside the ordinary build leaves its types alone.
  typechain: { outDir: build === "default" ? "./build/types" : `./build/${build}/types` },
  coverage: { skipFiles: ["contracts/mocks/**", "contracts/interfaces/**"] },
  test: {
    mocha: { timeout: 60_000, forbidOnly: process.env.CHECK === "1" },
    solidity: {
      blockTimestamp: 1_800_000_000n,
      // The same numbers every time, unless asked for others: a red run can be repeated.
      fuzz: { runs: Number(process.env.FUZZ_RUNS ?? 256), seed: process.env.FUZZ_SEED ?? "0x5eed" },
      invariant: {
        runs: Number(process.env.INVARIANT_RUNS ?? 16),
        depth: Number(process.env.INVARIANT_DEPTH ?? 120),
        shrinkRunLimit: Number(process.env.INVARIANT_SHRINK ?? 500),
      },
    },
  },
  networks: {
    default: { type: "edr-simulated", ...(isProduction ? {} : roomy) },
    sepolia: { ...remote, chainId: 11_155_111, url: configVariable("SEPOLIA_RPC_URL") },
    base: { ...remote, chainId: 8453, url: configVariable("BASE_RPC_URL") },
    baseSepolia: { ...remote, chainId: 84_532, url: configVariable("BASE_SEPOLIA_RPC_URL") },
    arbitrum: { ...remote, chainId: 42_161, url: configVariable("ARBITRUM_RPC_URL") },
  },
});
