import { expect } from "chai";
import { toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { signPermit } from "../support/permits.ts";
import { DAY, MAX_UINT256 } from "../support/units.ts";
import { at, ethers, livingVault } from "../support/vaultAlone.ts";

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

describe("GpuYieldVault.permit", () => {
  describe("when the deadline passed a second ago", () => {
    it("reverts with the deadline", async () => {
      const { vault, depositor, stranger, start } = await livingVault();
      const deadline = start + DAY;
      const { v, r, s } = await signPermit(vault, depositor, stranger, 5n, deadline);

      await expect(at(deadline + 1n, () => vault.permit(depositor, stranger, 5n, deadline, v, r, s)))
        .to.be.revertedWithCustomError(vault, "ERC2612ExpiredSignature")
        .withArgs(deadline);
    });
  });

  describe("when it is the last second of the deadline", () => {
    it("approves", async () => {
      const { vault, depositor, stranger, start } = await livingVault();
      const deadline = start + DAY;
      const { v, r, s } = await signPermit(vault, depositor, stranger, 5n, deadline);

      await expect(at(deadline, () => vault.permit(depositor, stranger, 5n, deadline, v, r, s)))
        .to.emit(vault, "Approval")
        .withArgs(depositor, stranger, 5n);
      expect(await vault.allowance(depositor, stranger)).to.equal(5n);
      expect(await vault.nonces(depositor)).to.equal(1n);
    });
  });

  describe("when it was used before", () => {
    it("reverts: the nonce has moved on", async () => {
      const { vault, depositor, stranger } = await livingVault();
      const { v, r, s } = await signPermit(vault, depositor, stranger, 5n, MAX_UINT256);
      await vault.permit(depositor, stranger, 5n, MAX_UINT256, v, r, s);

      await expect(vault.permit(depositor, stranger, 5n, MAX_UINT256, v, r, s)).to.be.revertedWithCustomError(
        vault,
        "ERC2612InvalidSigner",
      );
      expect(await vault.nonces(depositor)).to.equal(1n);
    });
  });

  describe("when somebody else signed it", () => {
    it("reverts with signer and owner", async () => {
      const { vault, depositor, stranger } = await livingVault();
      const { v, r, s } = await signPermit(vault, depositor, stranger, 5n, MAX_UINT256, { signer: stranger });

      await expect(vault.permit(depositor, stranger, 5n, MAX_UINT256, v, r, s))
        .to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner")
        .withArgs(stranger, depositor);
    });
  });

  describe("when it was signed for another chain", () => {
    it("reverts", async () => {
      const { vault, depositor, stranger } = await livingVault();
      const { v, r, s } = await signPermit(vault, depositor, stranger, 5n, MAX_UINT256, { chainId: 1n });

      await expect(vault.permit(depositor, stranger, 5n, MAX_UINT256, v, r, s)).to.be.revertedWithCustomError(
        vault,
        "ERC2612InvalidSigner",
      );
    });
  });

  describe("when s lies in the upper half", () => {
    it("reverts with it", async () => {
      const { vault, depositor, stranger } = await livingVault();
      const { v, r, s } = await signPermit(vault, depositor, stranger, 5n, MAX_UINT256);
      const highS = toBeHex(CURVE_ORDER - BigInt(s), 32);

      await expect(vault.permit(depositor, stranger, 5n, MAX_UINT256, v === 27 ? 28 : 27, r, highS))
        .to.be.revertedWithCustomError(vault, "ECDSAInvalidSignatureS")
        .withArgs(highS);
    });
  });

  describe("when nobody signed it for the zero address", () => {
    it("reverts: the zero signer signs nothing", async () => {
      const { vault, stranger } = await livingVault();

      await expect(
        vault.permit(ZeroAddress, stranger, 5n, MAX_UINT256, 27, ZeroHash, ZeroHash),
      ).to.be.revertedWithCustomError(vault, "ECDSAInvalidSignature");
    });
  });

  describe("when the spender is the zero address", () => {
    it("reverts", async () => {
      const { vault, depositor } = await livingVault();
      const { v, r, s } = await signPermit(vault, depositor, ZeroAddress, 5n, MAX_UINT256);

      await expect(vault.permit(depositor, ZeroAddress, 5n, MAX_UINT256, v, r, s))
        .to.be.revertedWithCustomError(vault, "ERC20InvalidSpender")
        .withArgs(ZeroAddress);
    });
  });
});

describe("GpuYieldVault.DOMAIN_SEPARATOR", () => {
  it("is the EIP-712 domain of name, version 1, chain and vault", async () => {
    const { vault } = await livingVault();

    expect(await vault.DOMAIN_SEPARATOR()).to.equal(
      ethers.TypedDataEncoder.hashDomain({
        name: "GPU Yield Vault",
        version: "1",
        chainId: 31_337n,
        verifyingContract: await vault.getAddress(),
      }),
    );
    const { name, version, chainId, verifyingContract } = await vault.eip712Domain();
    expect([name, version, chainId, verifyingContract]).to.deep.equal([
      "GPU Yield Vault",
      "1",
      31_337n,
      await vault.getAddress(),
    ]);
  });
});
