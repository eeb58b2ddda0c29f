import { Link2Off } from "lucide-react";
import type { Wiring } from "@/lib/chain/readWiring";
import { LOCAL_CHAIN_ID, type Deployment } from "@/lib/config/deployment";
import { Command, StatePage } from "./StatePage";

type WrongWiringProps = {
  wiring: Exclude<Wiring, { ok: true }>;
  deployment: Deployment;
};

export function WrongWiring({ wiring, deployment: { chainId, contracts, rpcUrl } }: WrongWiringProps) {
  return (
    <StatePage icon={Link2Off} title="The chain and the deployment do not belong together" testId="wrong-wiring">
      {wiring.problem === "chain" ? (
        <p>
          <span className="font-mono text-sm text-ink">{rpcUrl}</span> is chain {wiring.chainId}, but{" "}
          <span className="font-mono text-sm text-ink">deployment.json</span> is for chain {chainId}.
        </p>
      ) : (
        <p>
          There is no vault at <span className="font-mono text-sm break-all text-ink">{contracts.vault}</span>. The
          chain was probably started anew.
        </p>
      )}
      {chainId === LOCAL_CHAIN_ID && (
        <>
          <p>Starting again deploys and writes a fresh file:</p>
          <Command>npm start</Command>
        </>
      )}
    </StatePage>
  );
}
