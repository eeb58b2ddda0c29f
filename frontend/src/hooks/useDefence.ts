"use client";

import { ascending, type ReportSignature } from "@gpu-yield-vaults/sdk/reports";
import { useState } from "react";
import { isAddressEqual } from "viem";
import { useConfig } from "wagmi";
import { getWalletClient } from "wagmi/actions";
import type { DisputedReport } from "@/lib/chain/readDisputes";
import type { QuorumView } from "@/lib/chain/readReporting";
import { defenceStatement, readDefenceSignature, showDefenceSignature } from "@/lib/disputes/defence";
import { isDefenceSigned } from "@/lib/disputes/isDefenceSigned";
import { explain, type Explanation } from "@/lib/errors/explain";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";
import { useWallet } from "./useWallet";

/** Signatures of a quorum's word that a disputed report is true. What does not count is refused, with the reason. */
export function useDefence(disputed: DisputedReport, quorum: QuorumView | undefined) {
  const { deployment, read } = useProtocol();
  const { say } = useChain();
  const config = useConfig();
  const wallet = useWallet();
  const [signatures, setSignatures] = useState<readonly ReportSignature[]>([]);
  const [failure, setFailure] = useState<Explanation>();
  const [isSigning, setSigning] = useState(false);

  const domain = { chainId: deployment.chainId, verifyingContract: deployment.contracts.disputes };
  const statement = quorum && defenceStatement(domain, disputed, quorum.reporterSet);
  const account = wallet.status === "ready" ? wallet.address : undefined;
  const own = signatures.find(({ signer }) => account !== undefined && isAddressEqual(signer, account));

  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setFailure(undefined);
    try {
      await act();
    } catch (error) {
      setFailure(explain(error, say));
    }
  };
  const add = async (signature: ReportSignature, name: string): Promise<void> => {
    if (!quorum || !statement) return;
    await isDefenceSigned(read.client, quorum, statement, signature, name);
    setSignatures((now) => ascending([...now, signature]));
  };

  return {
    signatures,
    counted: signatures.length,
    failure,
    isSigning,
    own,
    showOwn: (): string => (own && statement ? showDefenceSignature(disputed, statement, own) : ""),
    receive: (given: readonly { name: string; text: string }[]) =>
      attempt(async () => {
        for (const { name, text } of given) await add(readDefenceSignature(text, name), name);
      }),
    sign: () =>
      attempt(async () => {
        if (!statement) return;
        setSigning(true);
        try {
          const client = await getWalletClient(config, { chainId: deployment.chainId });
          const signature = await client.signTypedData(statement);
          await add({ signer: client.account.address, signature }, "What your wallet has signed");
        } finally {
          setSigning(false);
        }
      }),
  };
}
