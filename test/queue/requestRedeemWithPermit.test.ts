import { expect } from "chai";
import { signPermit } from "../support/permits.ts";
import { at, invested, now, SHARES } from "../support/queueStory.ts";
import { patient } from "../support/requestIds.ts";
import { HOUR, usdc } from "../support/units.ts";

const HUNDRED = usdc("100") * SHARES;

describe("RedemptionQueue.requestRedeemWithPermit", () => {
  async function withPermit() {
    const fixture = await invested();
    const deadline = (await now()) + HOUR;
    const permit = await signPermit(fixture.vault, fixture.ann, fixture.queue, HUNDRED, deadline);
    const submit = (shares = HUNDRED) =>
      fixture.queue
        .connect(fixture.stranger)
        .requestRedeemWithPermit(shares, fixture.ann, deadline, permit.v, permit.r, permit.s);
    return { ...fixture, deadline, permit, submit };
  }

  it("anyone submits it; the owner controls the request, and the allowance is used up", async () => {
    const { queue, vault, ann, stranger, submit } = await withPermit();

    await expect(submit()).to.emit(queue, "RedeemRequest").withArgs(ann, ann, patient(1n), stranger, HUNDRED);

    expect(await queue.pendingRedeemRequest(patient(1n), ann)).to.equal(HUNDRED);
    expect(await vault.allowance(ann, queue)).to.equal(0n);
  });

  it("a permit over other shares: refused (31)", async () => {
    const { vault, submit } = await withPermit();

    await expect(submit(HUNDRED - 1n)).to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner");
  });

  it("a permit of nothing: refused", async () => {
    const { queue, vault, ann, deadline } = await withPermit();
    const { v, r, s } = await signPermit(vault, ann, queue, 0n, deadline);

    await expect(queue.requestRedeemWithPermit(0n, ann, deadline, v, r, s)).to.be.revertedWithCustomError(
      queue,
      "RedemptionQueue_ZeroAmount",
    );
  });

  it("expired: refused (31)", async () => {
    const { vault, deadline, submit } = await withPermit();

    await expect(at(deadline + 1n, () => submit()))
      .to.be.revertedWithCustomError(vault, "ERC2612ExpiredSignature")
      .withArgs(deadline);
  });

  it("replayed, or used by somebody before: refused, though the allowance is there (31)", async () => {
    const { queue, vault, ann, stranger, deadline, permit, submit } = await withPermit();
    await vault.connect(stranger).permit(ann, queue, HUNDRED, deadline, permit.v, permit.r, permit.s);

    await expect(submit()).to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner");
    expect(await vault.allowance(ann, queue)).to.equal(HUNDRED);
    await queue.connect(ann).requestRedeem(HUNDRED, ann, ann);
  });
});
