import type { HardhatPlugin } from "hardhat/types/plugins";

/** Where the compiler says an error lies: Hardhat names the sources of packages `npm/<package>@<version>/…`. */
const ABOUT_A_PACKAGE = /--> (npm|\.?\/?node_modules)\//;

/**
 * Keeps the compiler's warnings about other people's packages to itself, so that a warning about our own code is seen.
 * Errors pass.
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
                (one) => one.severity === "error" || !ABOUT_A_PACKAGE.test(one.formattedMessage ?? ""),
              );
            },
          }),
      }),
  },
};
