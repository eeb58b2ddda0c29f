import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { testDollarAbi } from "@gpu-yield-vaults/sdk/abi/TestDollar";
import { readVault } from "@gpu-yield-vaults/sdk/read";
import { createWalletClient, http, parseSignature, parseUnits, publicActions, type Address, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

const [vault, owner] = [process.env.VAULT as Address, privateKeyToAccount(process.env.PRIVATE_KEY as Hex)];
const client = createWalletClient({ account: owner, transport: http(process.env.RPC_URL) }).extend(publicActions);
const { asOf, asset } = await readVault(client, { vault });
const [value, deadline] = [parseUnits("250", asset.decimals), BigInt(asOf.timestamp + 3_600)];

// 1. Sign what the token asks for.
const { name, version, chainId } = (await client.getEip712Domain({ address: asset.address })).domain;
const [abi, args] = [testDollarAbi, [owner.address] as const];
const nonce = await client.readContract({ address: asset.address, abi, functionName: "nonces", args });
const fields = { owner: "address", spender: "address", value: "uint256", nonce: "uint256", deadline: "uint256" };
const types = { Permit: Object.entries(fields).map(([field, type]) => ({ name: field, type })) };
const message = { owner: owner.address, spender: vault, value, nonce, deadline };
const domain = { name, version, chainId, verifyingContract: asset.address };
const { r, s, yParity } = parseSignature(await owner.signTypedData({ domain, types, primaryType: "Permit", message }));

// 2. Deposit, for no fewer shares than there would be now, less a thousandth.
const to = { address: vault, abi: gpuYieldVaultAbi } as const;
const shares = await client.readContract({ ...to, functionName: "previewDeposit", args: [value] });
const permitted = [value, owner.address, (shares * 999n) / 1_000n, deadline, yParity + 27, r, s] as const;
const hash = await client.writeContract({ ...to, functionName: "depositWithPermit", args: permitted, chain: null });
console.log((await client.waitForTransactionReceipt({ hash })).status);
