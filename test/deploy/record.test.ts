import { expect } from "chai";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { network } from "hardhat";
import { deployProtocol } from "../../deploy/deployProtocol.ts";
import { DeploymentRefused } from "../../deploy/errors.ts";
import { journalOf, readRecord, writeRecord } from "../../deploy/record.ts";
import { errorOf } from "../support/errorOf.ts";

const connection = await network.create();

/** A folder of its own for a test's journal. */
async function inFolder(use: (journal: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "record-"));
  try {
    await use(journalOf(folder, 31_337));
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("The record of a deployment", () => {
  it("lies beside the journal of its chain", () => {
    expect(journalOf("root", 8_453)).to.equal(join("root", "deploy", "deployments", "chain-8453"));
  });

  describe("given nothing is deployed", () => {
    it("is not there", () =>
      inFolder(async (journal) => {
        expect(await readRecord(journal)).to.equal(undefined);
      }));
  });

  describe("given a deployment that has not ended", () => {
    it("comes back without addresses", () =>
      inFolder(async (journal) => {
        const record = { network: "local", chainId: 31_337, fromBlock: 7 };
        await writeRecord(journal, record);

        expect(await readRecord(journal)).to.deep.equal(record);
      }));
  });

  describe("given a whole deployment", () => {
    it("comes back with every contract's address", () =>
      inFolder(async (journal) => {
        const { addresses } = await deployProtocol(connection);
        const record = { network: "local", chainId: 31_337, fromBlock: 0, addresses };
        await writeRecord(journal, record);

        expect(await readRecord(journal)).to.deep.equal(record);
      }));

    it("is refused with a contract missing, or one that nobody knows", () =>
      inFolder(async (journal) => {
        const { addresses } = await deployProtocol(connection);
        await writeRecord(journal, { network: "local", chainId: 31_337, fromBlock: 0, addresses });
        const file = join(journal, "deployment.json");
        const { loans, ...others } = addresses;
        for (const given of [others, { ...addresses, book: loans }]) {
          const text = JSON.parse(await readFile(file, "utf8")) as object;
          await writeFile(file, JSON.stringify({ ...text, addresses: given }));

          const error = await errorOf(readRecord(journal));

          expect(error).to.be.instanceOf(DeploymentRefused);
          expect(error.message).to.equal(`${file} is not a record of a deployment.`);
        }
      }));
  });
});
