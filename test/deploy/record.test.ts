import { expect } from "chai";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { network } from "hardhat";
import { deployProtocol } from "../../deploy/deployProtocol.ts";
import { DeploymentRefused } from "../../deploy/errors.ts";
import { folderOf, memoryIn, readRecord, readRecords, writeRecord } from "../../deploy/record.ts";
import { errorOf } from "../support/errorOf.ts";

const connection = await network.create();

const GENESIS = `0x${"ab".repeat(32)}`;

/** A folder of its own for a test's record. */
async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "record-"));
  try {
    await use(folderOf(folder, "local"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("The record of a deployment", () => {
  it("lies in a folder of its network", () => {
    expect(folderOf("root", "base")).to.equal(join("root", "deploy", "deployments", "base"));
  });

  describe("given nothing is deployed", () => {
    it("is not there", () =>
      inFolder(async (folder) => {
        expect(await readRecord(folder)).to.equal(undefined);
      }));
  });

  describe("given a deployment that has not ended", () => {
    it("comes back without addresses", () =>
      inFolder(async (folder) => {
        const record = { network: "local", chainId: 31_337, genesis: GENESIS, fromBlock: 7 };
        await writeRecord(folder, record);

        expect(await readRecord(folder)).to.deep.equal(record);
      }));
  });

  describe("given a whole deployment", () => {
    it("comes back with every contract's address", () =>
      inFolder(async (folder) => {
        const { addresses } = await deployProtocol(connection);
        const record = { network: "local", chainId: 31_337, genesis: GENESIS, fromBlock: 0, addresses };
        await writeRecord(folder, record);

        expect(await readRecord(folder)).to.deep.equal(record);
      }));

    it("is refused with a contract missing, or one that nobody knows", () =>
      inFolder(async (folder) => {
        const { addresses } = await deployProtocol(connection);
        await writeRecord(folder, { network: "local", chainId: 31_337, genesis: GENESIS, fromBlock: 0, addresses });
        const file = join(folder, "deployment.json");
        const { loans, ...others } = addresses;
        for (const given of [others, { ...addresses, book: loans }]) {
          const text = JSON.parse(await readFile(file, "utf8")) as object;
          await writeFile(file, JSON.stringify({ ...text, addresses: given }));

          const error = await errorOf(readRecord(folder));

          expect(error).to.be.instanceOf(DeploymentRefused);
          expect(error.message).to.equal(`${file} is not a record of a deployment.`);
        }
      }));
  });

  describe("given a file that broke off", () => {
    it("is refused", () =>
      inFolder(async (folder) => {
        await writeRecord(folder, { network: "local", chainId: 31_337, genesis: GENESIS, fromBlock: 7 });
        const file = join(folder, "deployment.json");
        await writeFile(file, '{"network": "lo');

        expect((await errorOf(readRecord(folder))).message).to.equal(`${file} is not a record of a deployment.`);
      }));
  });
});

describe("The records of all networks", () => {
  it("are none where nothing was ever deployed", async () => {
    expect(await readRecords(join(tmpdir(), "no-such-folder"))).to.deep.equal([]);
  });

  it("are one a network that was deployed to", async () => {
    const root = await mkdtemp(join(tmpdir(), "records-"));
    try {
      const record = { network: "base", chainId: 8_453, genesis: GENESIS, fromBlock: 7 };
      await writeRecord(folderOf(root, "base"), record);
      await memoryIn(folderOf(root, "sepolia")).write([{ step: "x", nonce: 0, hash: GENESIS }]);

      expect(await readRecords(root)).to.deep.equal([record]);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});

describe("What a deployment has sent", () => {
  it("is nothing at first", () =>
    inFolder(async (folder) => {
      expect(await memoryIn(folder).read()).to.deep.equal([]);
    }));

  it("is kept for the next run, until there is nothing to keep", () =>
    inFolder(async (folder) => {
      const sent = [{ step: "create VaultRouter", nonce: 3, hash: GENESIS }];
      await memoryIn(folder).write(sent);
      expect(await memoryIn(folder).read()).to.deep.equal(sent);

      await memoryIn(folder).write([]);
      expect(await memoryIn(folder).read()).to.deep.equal([]);
      expect(await readdir(folder)).to.deep.equal([]);
    }));

  it("is refused when it says something else", () =>
    inFolder(async (folder) => {
      await memoryIn(folder).write([{ step: "x", nonce: 0, hash: "0x12" }]);

      const error = await errorOf(memoryIn(folder).read());

      expect(error).to.be.instanceOf(DeploymentRefused);
    }));
});
