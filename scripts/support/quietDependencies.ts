import type { HardhatPlugin } from "hardhat/types/plugins";

/** Where the compiler says an error lies: Hardhat names the sources of packages `npm/<package>@<version>/…`. */
const ABOUT_A_PACKAGE = /--> (npm|\.?\/?node_modules)\//;

/**
 * Code, and code that creates it, larger than a chain takes. The quick build is; what is deployed comes from another.
 */
const ABOUT_SIZE = new Set(["5574", "3860"]);
const isQuickBuild = process.env.HARDHAT_BUILD_PROFILE !== "production";

/**
 * Keeps the compiler's warnings about other people's packages, and about the size of the quick build, to itself, so
 * that a warning about our own code is seen. Errors pass.
 */
export const quietDependencies: HardhatPlugin = {
  id: "quiet-dependencies",
  hookHandlers: {
    solidity: () =>
      Promise.resolve({
        default: () =>
          Promise.resolve({
            getCompilationJobErrors: async (context, job, output, next) => {
              const found = await next(context, job, output);
              return found.filter(
                ({ severity, errorCode = "", formattedMessage = "" }) =>
                  severity === "error" ||
                  !(ABOUT_A_PACKAGE.test(formattedMessage) || (isQuickBuild && ABOUT_SIZE.has(errorCode))),
              );
            },
          }),
      }),
  },
};
