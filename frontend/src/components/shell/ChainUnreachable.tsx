import { Unplug } from "lucide-react";
import { LOCAL_CHAIN_ID, type Deployment } from "@/lib/config/deployment";
import { NodeWords } from "../ui/NodeWords";
import { Command, StatePage } from "./StatePage";

type ChainUnreachableProps = {
  deployment: Deployment;
  error: unknown;
};

export function ChainUnreachable({ deployment: { chainId, name, rpcUrls }, error }: ChainUnreachableProps) {
  return (
    <StatePage icon={Unplug} title={`No answer from ${name}`} testId="rpc-unreachable">
      <p>
        Nothing answers at <span className="font-mono text-sm text-ink">{rpcUrls.join(", ")}</span>.
      </p>
      <NodeWords error={error} />
      {chainId === LOCAL_CHAIN_ID ? (
        <>
          <p>The local chain and this page are started together. In the project’s folder:</p>
          <Command>npm start</Command>
        </>
      ) : (
        <p>Check your connection. If it is fine, the node may be down for a while.</p>
      )}
      <p>This page looks again every few seconds and continues by itself.</p>
    </StatePage>
  );
}
