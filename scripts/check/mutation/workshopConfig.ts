import { defineConfig } from "hardhat/config";
import project from "../../../hardhat.config.ts";

/**
 * How a workshop compiles and tests: as the project does, but without its plugins, and with the one test as the only root, so
 * that nothing is compiled that the test does not reach.
 */
export default defineConfig({
  paths: { sources: "./none", tests: { solidity: "./test" } },
  solidity: project.solidity ?? [],
  test: { solidity: project.test?.solidity ?? {} },
});
