import { revenueOracleAbi as abi } from "@gpu-yield-vaults/sdk/abi/RevenueOracle";
import { checkSignatures, reportDomain } from "@gpu-yield-vaults/sdk/reports";
import { createPublicClient, decodeFunctionData, http, type Hex } from "viem";

const client = createPublicClient({ transport: http(process.env.RPC_URL, { batch: true }) });
const { input, blockNumber, to } = await client.getTransaction({ hash: process.env.TRANSACTION as Hex });
const call = decodeFunctionData({ abi, data: input });
if (call.functionName !== "submit") throw new Error("That transaction submits no single report.");
const [report, signers, signatures] = call.args;
const statement = { domain: reportDomain(await client.getChainId(), to ?? "0x"), report };
const given = signers.map((signer, index) => ({ signer, signature: signatures[index] ?? "0x" }));
const check = await checkSignatures(client, statement, given, { blockNumber });
const counting = check.signatures.filter(({ verdict }) => verdict === "counts").length;
console.log(`Cluster ${report.cluster}, period ${report.period}: ${counting} signatures of ${check.threshold} needed.`);
