import { resolveAddress, Signature, type AddressLike, type BaseContract, type Signer } from "ethers";

const PERMIT = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

type Permittable = BaseContract & { name(): Promise<string>; nonces(owner: AddressLike): Promise<bigint> };

/** An EIP-2612 permit over `token`, with the owner's next nonce. Chain and signer may be others, to be refused. */
export async function signPermit(
  token: Permittable,
  owner: Signer,
  spender: AddressLike,
  value: bigint,
  deadline: bigint,
  { chainId = 31_337n, signer = owner }: { chainId?: bigint; signer?: Signer } = {},
): Promise<Signature> {
  const domain = { name: await token.name(), version: "1", chainId, verifyingContract: await token.getAddress() };
  const ownerAddress = await owner.getAddress();
  const message = {
    owner: ownerAddress,
    spender: await resolveAddress(spender),
    value,
    nonce: await token.nonces(ownerAddress),
    deadline,
  };
  return Signature.from(await signer.signTypedData(domain, PERMIT, message));
}
