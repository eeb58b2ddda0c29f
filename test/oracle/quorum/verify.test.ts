import { expect } from "chai";
import type { SigningKey } from "ethers";
import { ethers, networkHelpers, plainStatement } from "../../support/statementFixture.ts";

const DIGEST = ethers.id("a statement");
const OTHER_DIGEST = ethers.id("another statement");

/** Four fresh keys as reporters, for digests are signed raw here; ascending. */
const fixture = async () => {
  const statement = await plainStatement();
  const keys = Array.from({ length: 5 }, (_, i) => new ethers.SigningKey(ethers.id(`key ${i}`)));
  const [foreign, ...ours] = keys as [SigningKey, ...SigningKey[]];
  const members = ours
    .map((key) => ({ key, address: ethers.computeAddress(key) }))
    .sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1)) as [Member, Member, Member, Member];
  const quorum = await ethers.deployContract("ReporterQuorum", [
    statement.manager,
    members.map(({ address }) => address),
    3,
    [],
  ]);
  return { ...statement, quorum, members, foreign: { key: foreign, address: ethers.computeAddress(foreign) } };
};
const given = () => networkHelpers.loadFixture(fixture);

type Member = {
  key: SigningKey;
  address: string;
};
const signed = (members: readonly Member[], digest = DIGEST): [string[], string[]] => [
  members.map(({ address }) => address),
  members.map(({ key }) => key.sign(digest).serialized),
];

describe("ReporterQuorum.verify", () => {
  it("refuses another version than the current one", async () => {
    const { quorum, members } = await given();

    for (const version of [0, 2]) {
      await expect(quorum.verify(DIGEST, version, ...signed(members)))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_WrongVersion")
        .withArgs(version, 1);
    }
  });

  it("refuses as many signatures as there are no signers for", async () => {
    const { quorum, members } = await given();
    const [signers, signatures] = signed(members);

    await expect(quorum.verify(DIGEST, 1, signers, signatures.slice(1)))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_LengthMismatch")
      .withArgs(4, 3);
  });

  it("refuses too few (33)", async () => {
    const { quorum, members } = await given();

    for (const count of [0, 2]) {
      await expect(quorum.verify(DIGEST, 1, ...signed(members.slice(0, count))))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooFewSignatures")
        .withArgs(count, 3);
    }
  });

  it("refuses a duplicate signer (33)", async () => {
    const { quorum, members } = await given();
    const [a, b] = members;

    await expect(quorum.verify(DIGEST, 1, ...signed([a, b, b])))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_SignersNotAscending")
      .withArgs(b.address, b.address);
  });

  it("refuses unsorted signers (33)", async () => {
    const { quorum, members } = await given();
    const [a, b, c] = members;

    await expect(quorum.verify(DIGEST, 1, ...signed([a, c, b])))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_SignersNotAscending")
      .withArgs(c.address, b.address);
  });

  it("refuses the zero address as a signer", async () => {
    const { quorum, members } = await given();
    const [signers, signatures] = signed(members.slice(1));

    await expect(quorum.verify(DIGEST, 1, [ethers.ZeroAddress, ...signers], ["0x", ...signatures]))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_SignersNotAscending")
      .withArgs(ethers.ZeroAddress, ethers.ZeroAddress);
  });

  it("refuses a signer that is no member, before, between or behind the members (33)", async () => {
    const { quorum, members, foreign } = await given();
    const [a, b, c, d] = members;
    const just = (address: string, by: bigint) => ethers.getAddress(ethers.toBeHex(BigInt(address) + by, 20));
    const garbage = "0x".padEnd(132, "1");

    for (const [signers, stranger] of [
      [[just(a.address, -1n), a.address, b.address, c.address], just(a.address, -1n)],
      [[a.address, b.address, just(b.address, 1n), d.address], just(b.address, 1n)],
      [[b.address, c.address, d.address, just(d.address, 1n)], just(d.address, 1n)],
    ] as const) {
      const signatures = signers.map(
        (signer) => members.find(({ address }) => address === signer)?.key.sign(DIGEST).serialized ?? garbage,
      );
      await expect(quorum.verify(DIGEST, 1, [...signers], signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_NotReporter")
        .withArgs(stranger);
    }
    const withForeign = [a, b, foreign].sort((x, y) => (BigInt(x.address) < BigInt(y.address) ? -1 : 1));
    await expect(quorum.verify(DIGEST, 1, ...signed(withForeign)))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_NotReporter")
      .withArgs(foreign.address);
  });

  it("refuses signatures for another digest, of another's key, high s or empty", async () => {
    const { quorum, members } = await given();
    const [a, b, c, d] = members;
    const [signers, signatures] = signed([a, b, c]);
    const good = c.key.sign(DIGEST);
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const highS = ethers.concat([good.r, ethers.toBeHex(order - BigInt(good.s), 32), good.v === 27 ? "0x1c" : "0x1b"]);

    for (const bad of [c.key.sign(OTHER_DIGEST).serialized, d.key.sign(DIGEST).serialized, highS, "0x"]) {
      await expect(quorum.verify(DIGEST, 1, signers, [signatures[0] ?? "", signatures[1] ?? "", bad]))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
        .withArgs(c.address, DIGEST);
    }
  });

  describe("when a quorum of members has signed", () => {
    for (const [name, seats, bitmap] of [
      ["the first three", [0, 1, 2], 0b0111n],
      ["the last three", [1, 2, 3], 0b1110n],
      ["all but the second", [0, 2, 3], 0b1101n],
      ["all", [0, 1, 2, 3], 0b1111n],
    ] as const) {
      it(`answers with the seats of ${name}`, async () => {
        const { quorum, members } = await given();

        expect(await quorum.verify(DIGEST, 1, ...signed(seats.map((seat) => members[seat])))).to.equal(bitmap);
      });
    }
  });

  describe("given 32 reporters", () => {
    it("checks all of them within 400,000 gas (47)", async () => {
      const { manager } = await given();
      const members = Array.from({ length: 32 }, (_, i) => new ethers.SigningKey(ethers.id(`one of many ${i}`)))
        .map((key) => ({ key, address: ethers.computeAddress(key) }))
        .sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
      const quorum = await ethers.deployContract("ReporterQuorum", [
        manager,
        members.map(({ address }) => address),
        22,
        [],
      ]);

      expect(await quorum.verify(DIGEST, 1, ...signed(members))).to.equal(2n ** 32n - 1n);
      expect(await quorum.verify.estimateGas(DIGEST, 1, ...signed(members))).to.be.lessThan(400_000n);
    });
  });

  describe("given a member is a smart account (ERC-1271)", () => {
    const withAccount = async (name: string, args: readonly unknown[] = []) => {
      const statement = await given();
      const account = await (await ethers.deployContract(name, [...args])).getAddress();
      const others = statement.members.slice(0, 3);
      const sorted = [...others.map(({ address }) => address), account].sort((a, b) =>
        BigInt(a) < BigInt(b) ? -1 : 1,
      );
      const quorum = await ethers.deployContract("ReporterQuorum", [statement.manager, sorted, 3, []]);
      const [a, b] = others as [Member, Member];
      const sign = (signature: string): [string[], string[]] => {
        const entries = [
          { address: a.address, signature: a.key.sign(DIGEST).serialized },
          { address: b.address, signature: b.key.sign(DIGEST).serialized },
          { address: account, signature },
        ].sort((x, y) => (BigInt(x.address) < BigInt(y.address) ? -1 : 1));
        return [entries.map(({ address }) => address), entries.map((entry) => entry.signature)];
      };
      const seat = (address: string) => 1n << BigInt(sorted.indexOf(address));
      return { quorum, account, sign, bitmap: seat(a.address) | seat(b.address) | seat(account) };
    };

    it("takes what it says is its signature", async () => {
      const key = new ethers.SigningKey(ethers.id("owner"));
      const { quorum, sign, bitmap } = await withAccount("MockSignerWallet", [ethers.computeAddress(key)]);

      expect(await quorum.verify(DIGEST, 1, ...sign(key.sign(DIGEST).serialized))).to.equal(bitmap);
    });

    it("refuses what it denies", async () => {
      const key = new ethers.SigningKey(ethers.id("owner"));
      const { quorum, account, sign } = await withAccount("MockSignerWallet", [ethers.computeAddress(key)]);

      await expect(quorum.verify(DIGEST, 1, ...sign(key.sign(OTHER_DIGEST).serialized)))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
        .withArgs(account, DIGEST);
    });

    it("refuses one that burns all its gas, with enough left to say so (33)", async () => {
      const { quorum, account, sign } = await withAccount("MockBurningWallet");

      await expect(quorum.verify(DIGEST, 1, ...sign("0x"), { gasLimit: 3_000_000n }))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
        .withArgs(account, DIGEST);
    });

    for (const length of [0, 31, 32, 100_000]) {
      it(`refuses one that answers with ${length} bytes of garbage`, async () => {
        const { quorum, account, sign } = await withAccount("MockGarbageWallet", [length]);

        await expect(quorum.verify(DIGEST, 1, ...sign("0x1234")))
          .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
          .withArgs(account, DIGEST);
      });
    }
  });
});

describe("ReporterQuorum.isSignedBy", () => {
  it("tells a key's signature from any other, member or not", async () => {
    const { quorum, foreign, members } = await given();
    const signature = foreign.key.sign(DIGEST).serialized;

    expect(await quorum.isSignedBy(foreign.address, DIGEST, signature)).to.equal(true);
    expect(await quorum.isSignedBy(foreign.address, OTHER_DIGEST, signature)).to.equal(false);
    expect(await quorum.isSignedBy(members[0].address, DIGEST, signature)).to.equal(false);
  });

  describe("given a key's account has since got code that denies everything", () => {
    it("still knows the key's signature", async () => {
      const { quorum, foreign } = await given();
      const wallet = await ethers.deployContract("MockSignerWallet", [ethers.ZeroAddress]);
      await networkHelpers.setCode(foreign.address, await ethers.provider.getCode(wallet));

      expect(await quorum.isSignedBy(foreign.address, DIGEST, foreign.key.sign(DIGEST).serialized)).to.equal(true);
    });
  });
});
