import { defineConfig } from "hardhat/config";
import project, { unoptimised } from "../../../hardhat.config.ts";

/**
 * How a workshop compiles and tests: with the project's compiler and limits, but without its plugins and the optimizer,
 * and with the one test as the only root, so that nothing is compiled that the test does not reach.
 */
export default defineConfig({
  paths: { sources: "./none", tests: { solidity: "./test" } },
  solidity: { compilers: [unoptimised], npmFilesToBuild: [] },
  test: { solidity: project.test?.solidity ?? {} },
});
