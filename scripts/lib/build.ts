import hre from "hardhat";

let built: Promise<void> | undefined;

/** Compiles what has changed since the last time; a second or so when nothing has. */
export async function build(): Promise<void> {
  built ??= hre.tasks.getTask("build").run({ quiet: true, noTests: true }).then(() => undefined);
  await built;
}
