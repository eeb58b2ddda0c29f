import { expect } from "chai";
import { runScript } from "./support/runScript.ts";

/**
 * Every command that people type; the ones that load the contracts' tools are slower and tested where they are used.
 */
const COMMANDS = [
  "start",
  "act",
  "replay",
  "nav",
  "report",
  "settle",
  "evidence",
  "period",
  "deploy",
  "web",
  "verify",
  "due",
  "keeper",
  "index",
  "shots",
];

describe("every command", () => {
  for (const command of COMMANDS) {
    it(`explains itself: ${command}`, async () => {
      const { code, stdout, stderr } = await runScript(command, ["--help"]);
      expect(stderr).to.equal("");
      expect(code).to.equal(0);
      expect(stdout).to.contain(`Usage: npm`).and.to.contain("Exit codes");
    });
  }
});
