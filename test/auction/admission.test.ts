import { expect } from "chai";
import { admitted, ethers } from "../support/auctionFixture.ts";

describe("CapitalAuction.admit", () => {
  it("is the curator's", async () => {
    const { auction, guardian, stranger } = await admitted();

    for (const caller of [guardian, stranger]) {
      await expect(auction.connect(caller).admit(stranger))
        .to.be.revertedWithCustomError(auction, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });

  it("refuses the zero address", async () => {
    const { auction, curator } = await admitted();

    await expect(auction.connect(curator).admit(ethers.ZeroAddress)).to.be.revertedWithCustomError(
      auction,
      "CapitalAuction_ZeroAddress",
    );
  });

  it("refuses who is admitted", async () => {
    const { auction, curator, alice } = await admitted();

    await expect(auction.connect(curator).admit(alice))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_AlreadyAdmitted")
      .withArgs(alice);
  });

  it("lets an operator bid", async () => {
    const { auction, curator, stranger } = await admitted();
    expect(await auction.isAdmitted(stranger)).to.equal(false);

    await expect(auction.connect(curator).admit(stranger)).to.emit(auction, "BidderAdmitted").withArgs(stranger);

    expect(await auction.isAdmitted(stranger)).to.equal(true);
  });
});

describe("CapitalAuction.dismiss", () => {
  it("is the guardian's", async () => {
    const { auction, curator, stranger, alice } = await admitted();

    for (const caller of [curator, stranger]) {
      await expect(auction.connect(caller).dismiss(alice))
        .to.be.revertedWithCustomError(auction, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });

  it("refuses who is not admitted", async () => {
    const { auction, guardian, stranger } = await admitted();

    await expect(auction.connect(guardian).dismiss(stranger))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NotAdmitted")
      .withArgs(stranger);
  });

  it("lets an operator bid no more, until it is admitted again", async () => {
    const { auction, guardian, curator, alice } = await admitted();

    await expect(auction.connect(guardian).dismiss(alice)).to.emit(auction, "BidderDismissed").withArgs(alice);

    expect(await auction.isAdmitted(alice)).to.equal(false);
    await auction.connect(curator).admit(alice);
    expect(await auction.isAdmitted(alice)).to.equal(true);
  });
});
