import hre from "hardhat";

let built: Promise<void> | undefined;

/**
 * Compiles what has changed since the last time; a second or so when nothing has.
 *
 * @param profile Of hardhat.config.ts. Public networks get the optimised build.
 */
export async function build(profile: "default" | "production" = "default"): Promise<void> {
  // A test runner has compiled before it began.
  if (process.env.HH_TEST === "true") return;
  built ??= hre.tasks
    .getTask("build")
    .run({ quiet: true, noTests: true, defaultBuildProfile: profile })
    .then(() => undefined);
  await built;
}
