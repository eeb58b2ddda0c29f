import { expect } from "chai";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireWritable, writeWhole } from "../../../scripts/lib/outFile.ts";
import { cliErrorOf } from "../support/cliErrorOf.ts";

describe("a result's file", () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "out-"));
    await writeFile(at("there"), "before");
  });
  after(() => rm(folder, { recursive: true }));

  const refusalOf = async (act: Promise<unknown>) => (await cliErrorOf(act)).text.split("\n").slice(0, 2);

  it("is looked for room before the work, and left as it is", async () => {
    await requireWritable(at("there"));
    await requireWritable(at("new"));
    await requireWritable(undefined);
    expect(await readdir(folder)).to.deep.equal(["there"]);
    expect(await readFile(at("there"), "utf8")).to.equal("before");
  });

  it("is refused before the work where it can't be", async () => {
    const refusal = (file: string) => refusalOf(requireWritable(file));
    expect(await refusal(folder)).to.deep.equal([`error: ${folder} can't be written.`, "  it is a folder"]);
    expect(await refusal(at("nowhere/x"))).to.deep.equal([
      `error: ${at("nowhere/x")} can't be written.`,
      "  ENOENT: no such file or directory",
    ]);
    expect(await refusal(at("there/x"))).to.deep.equal([
      `error: ${at("there/x")} can't be written.`,
      "  ENOTDIR: not a directory",
    ]);
  });

  it("is written whole, in the place of what was there", async () => {
    await writeWhole(at("there"), "after");
    expect(await readFile(at("there"), "utf8")).to.equal("after");
    expect(await readdir(folder)).to.deep.equal(["there"]);
  });

  it("may be a device: it is written to, and a full one is told", async function () {
    if (!existsSync("/dev/full")) return this.skip();
    await requireWritable("/dev/null");
    await writeWhole("/dev/null", "text");
    expect(await refusalOf(writeWhole("/dev/full", "text"))).to.deep.equal([
      "error: /dev/full can't be written.",
      "  ENOSPC: no space left on device, write",
    ]);
  });
});
