import { expect } from "chai";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { withLock } from "../../deploy/chain/lock.ts";
import { DeploymentRefused } from "../../deploy/errors.ts";
import { errorOf } from "../support/errorOf.ts";

/** Above the largest that Linux gives. */
const NO_PROCESS = 2 ** 22 + 1;

async function inFolder(use: (folder: string, file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "lock-"));
  try {
    await use(folder, join(folder, "lock.json"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const heldBy = (changes: object) =>
  JSON.stringify({ pid: process.pid, host: hostname(), user: "ada", since: "2026-11-30T12:00:00.000Z", ...changes });

describe("withLock", () => {
  it("runs, gives back what it made, and leaves no lock", () =>
    inFolder(async (folder, file) => {
      expect(await withLock(folder, () => Promise.resolve(existsSync(file)))).to.equal(true);
      expect(existsSync(file)).to.equal(false);
    }));

  it("leaves no lock where the work failed", () =>
    inFolder(async (folder, file) => {
      const error = await errorOf(withLock(folder, () => Promise.reject(new Error("no"))));

      expect(error.message).to.equal("no");
      expect(existsSync(file)).to.equal(false);
    }));

  it("refuses while another one is at work, and names it", () =>
    inFolder(async (folder, file) => {
      await writeFile(file, heldBy({}));

      const error = await errorOf(withLock(folder, () => Promise.resolve()));

      expect(error).to.be.instanceOf(DeploymentRefused);
      expect(error.message).to.contain(
        `of ada on ${hostname()}, process ${process.pid}, since 2026-11-30T12:00:00.000Z.`,
      );
      expect(await readFile(file, "utf8")).to.equal(heldBy({}));
    }));

  it("refuses one of another machine, whatever has become of it", () =>
    inFolder(async (folder, file) => {
      await writeFile(file, heldBy({ host: "elsewhere", pid: NO_PROCESS }));

      const error = await errorOf(withLock(folder, () => Promise.resolve()));

      expect(error.message).to.contain("of ada on elsewhere");
      expect(error.message).to.contain(`delete ${file}`);
    }));

  for (const [what, text] of [
    ["that was killed", heldBy({ pid: NO_PROCESS })],
    ["whose lock broke off", '{"pid": 1'],
  ] as const) {
    it(`takes the place of one ${what}`, () =>
      inFolder(async (folder, file) => {
        await writeFile(file, text);

        const held = await withLock(folder, () => readFile(file, "utf8"));

        expect((JSON.parse(held) as { pid: number }).pid).to.equal(process.pid);
      }));
  }
});
