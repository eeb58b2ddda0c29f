import { expect } from "chai";
import {
  admitted,
  AUCTION,
  auctionAround,
  BOND,
  committed,
  ethers,
  networkHelpers,
  offer,
  opened,
  percent,
  saltOf,
  seal,
} from "../support/auctionFixture.ts";
import { accountOf } from "../support/custody.ts";
import { usdc } from "../support/units.ts";

const { time } = networkHelpers;
const HASH = ethers.id("a sealed bid");

describe("CapitalAuction.commit", () => {
  it("refuses where nothing is offered", async () => {
    const { auction, alice } = await admitted();

    await expect(auction.connect(alice).commit(1n, HASH))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.None);
  });

  it("refuses who is not admitted", async () => {
    const { auction, stranger } = await opened();

    await expect(auction.connect(stranger).commit(1n, HASH))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NotAdmitted")
      .withArgs(stranger);
  });

  it("is heard until the last second, exclusive (37)", async () => {
    const { auction, alice, request } = await opened();
    const snapshot = await networkHelpers.takeSnapshot();

    await time.setNextBlockTimestamp(request.commitUntil);
    await expect(auction.connect(alice).commit(1n, HASH))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_TooLate")
      .withArgs(request.commitUntil, request.commitUntil);
    await snapshot.restore();
    await time.setNextBlockTimestamp(request.commitUntil - 1n);
    await auction.connect(alice).commit(1n, HASH);

    expect((await auction.auctionOf(1n)).commitments).to.equal(1n);
  });

  describe("when the bidder cannot pay", () => {
    it("nothing is committed", async () => {
      const { auction, escrow, asset, alice } = await opened();
      await asset.connect(alice).approve(escrow, BOND - 1n);

      await expect(auction.connect(alice).commit(1n, HASH))
        .to.be.revertedWithCustomError(asset, "ERC20InsufficientAllowance")
        .withArgs(escrow, BOND - 1n, BOND);
      expect((await auction.commitmentOf(1n, alice)).order).to.equal(0n);
    });
  });

  describe("when the token keeps a part", () => {
    it("refuses it (13)", async () => {
      const { auction, escrow, alice } = await offer(await auctionAround("MockFeeToken", [6, 100]));

      await expect(auction.connect(alice).commit(1n, HASH))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_ShortTransfer")
        .withArgs(usdc("9_900"), BOND);
    });
  });

  describe("when the token calls back", () => {
    it("refuses to be entered twice (18)", async () => {
      const { auction, asset, alice } = await offer(await auctionAround("MockReentrantToken", [6]));
      const token = await ethers.getContractAt("MockReentrantToken", asset);
      await token.arm(2, auction, auction.interface.encodeFunctionData("commit", [1n, HASH]));

      await auction.connect(alice).commit(1n, HASH);

      expect([await token.calls(), await token.succeeded()]).to.deep.equal([1n, false]);
      expect(auction.interface.parseError(await token.answer())?.name).to.equal("ReentrancyGuardReentrantCall");
    });
  });

  describe("when all is in order", () => {
    it("takes the seal, and the escrow the bond", async () => {
      const { auction, escrow, asset, alice } = await opened();

      const commit = auction.connect(alice).commit(1n, HASH);

      await expect(commit).to.emit(auction, "BidCommitted").withArgs(1n, alice, HASH, 1n);
      await expect(commit).to.changeTokenBalances(ethers, asset, [alice, auction, escrow], [-BOND, 0n, BOND]);
      await expect(commit).to.emit(escrow, "Deposited").withArgs(auction, accountOf(1n), alice, BOND, BOND);
      expect(await auction.commitmentOf(1n, alice)).to.deep.equal([HASH, 1n, false, false]);
    });

    it("counts bidders in their order", async () => {
      const { auction, alice, bob, carol } = await committed();

      for (const [index, bidder] of [alice, bob, carol].entries()) {
        expect((await auction.commitmentOf(1n, bidder)).order).to.equal(BigInt(index + 1));
      }
      expect((await auction.auctionOf(1n)).commitments).to.equal(3n);
    });

    it("replaces a seal without a second bond, at a new place", async () => {
      const { auction, escrow, asset, alice } = await committed();

      const again = auction.connect(alice).commit(1n, HASH);

      await expect(again).to.emit(auction, "BidCommitted").withArgs(1n, alice, HASH, 4n);
      await expect(again).to.changeTokenBalances(ethers, asset, [alice, escrow], [0n, 0n]);
      expect(await auction.commitmentOf(1n, alice)).to.deep.equal([HASH, 4n, false, false]);
      const { commitments, lastOrder } = await auction.auctionOf(1n);
      expect([commitments, lastOrder]).to.deep.equal([3n, 4n]);
    });
  });
});

describe("CapitalAuction.commitmentHash", () => {
  it("is bound to chain, contract, auction, bidder, bid and salt", async () => {
    const { auction, alice } = await opened();
    const { chainId } = await ethers.provider.getNetwork();
    const encoded = ethers.AbiCoder.defaultAbiCoder().encode(
      ["uint256", "address", "uint256", "address", "uint128", "bytes32"],
      [chainId, await auction.getAddress(), 1n, alice.address, percent(9), saltOf(alice)],
    );

    expect(await auction.commitmentHash(1n, alice, percent(9), saltOf(alice))).to.equal(ethers.keccak256(encoded));
  });

  it("is no one else's: a copied seal opens for nobody", async () => {
    const { auction, alice, bob, request } = await opened();
    await seal(auction, alice, percent(9));
    const { hash } = await auction.commitmentOf(1n, alice);
    await auction.connect(bob).commit(1n, hash);
    await time.increaseTo(request.commitUntil);
    const bobs = await auction.commitmentHash(1n, bob, percent(9), saltOf(alice));

    await expect(auction.connect(bob).reveal(1n, percent(9), saltOf(alice)))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_OtherBid")
      .withArgs(1n, bob, bobs, hash);
  });
});
