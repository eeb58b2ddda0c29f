import { expect } from "chai";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson } from "../../../scripts/lib/inFile.ts";
import { cliErrorOf } from "../support/cliErrorOf.ts";

describe("a person's JSON file", () => {
  let file: string;
  before(async () => {
    file = join(await mkdtemp(join(tmpdir(), "in-")), "vault.json");
  });
  after(() => rm(join(file, ".."), { recursive: true }));

  it("is read without the mark that Windows writes before it", async () => {
    await writeFile(file, '\uFEFF{"what": "leases"}');
    expect(await readJson(file)).to.deep.equal({ what: "leases" });
  });

  it("is refused by its name where it is no JSON, no text, or not there", async () => {
    const refusal = async () => (await cliErrorOf(readJson(file))).text.split("\n").slice(0, 2);
    await writeFile(file, '{"what": "leases",');
    const [first, second] = await refusal();
    expect(first).to.equal(`error: ${file} is not JSON.`);
    expect(second).to.match(/^ {2}Expected double-quoted property name in JSON at position 18/);

    await writeFile(file, Uint8Array.of(0x7b, 0xff));
    expect((await refusal())[0]).to.equal(`error: ${file} is not UTF-8 text.`);

    await rm(file);
    expect(await refusal()).to.deep.equal([`error: ${file} can't be read.`, "  ENOENT: no such file or directory"]);
  });
});
