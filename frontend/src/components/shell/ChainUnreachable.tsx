import { Unplug } from "lucide-react";
import { isSilent, nodeTitle } from "@/lib/chain/nodeWords";
import { LOCAL_CHAIN_ID, type Deployment } from "@/lib/config/deployment";
import { NodeWords } from "../ui/NodeWords";
import { Command, StatePage } from "./StatePage";

type ChainUnreachableProps = {
  deployment: Deployment;
  error: unknown;
};

export function ChainUnreachable({ deployment: { chainId, name, rpcUrls }, error }: ChainUnreachableProps) {
  return (
    <StatePage icon={Unplug} title={nodeTitle(error, name)} testId="rpc-unreachable">
      <p>
        {isSilent(error) ? "Nothing answers at" : "What was asked of the chain was not given by"}{" "}
        <span className="font-mono text-sm text-ink">{rpcUrls.join(", ")}</span>.
      </p>
      <NodeWords error={error} />
      {isSilent(error) && chainId === LOCAL_CHAIN_ID ? (
        <>
          <p>The local chain and this page are started together. In the project’s folder:</p>
          <Command>npm start</Command>
        </>
      ) : (
        <p>
          {isSilent(error)
            ? "Check your connection. If it is fine, the node may be down for a while."
            : "The node may be too busy, or behind. If it stays so, deployment.json can name another one."}
        </p>
      )}
      <p>This page looks again every few seconds and continues by itself.</p>
    </StatePage>
  );
}
