import { FileQuestionMark } from "lucide-react";
import { DeploymentFormatError } from "@/lib/config/deployment";
import { Command, StatePage } from "./StatePage";

export function DeploymentMissing({ error }: { error: Error }) {
  const isMalformed = error instanceof DeploymentFormatError;
  return (
    <StatePage
      icon={FileQuestionMark}
      title={isMalformed ? "The deployment file cannot be used" : "There is no deployment yet"}
      testId="deployment-missing"
    >
      <p>
        This app learns from <span className="font-mono text-sm text-ink">/deployment.json</span> which chain and
        contracts to talk to. {isMalformed ? `It is there, but ${error.message}` : "It is not served beside the app."}
      </p>
      <p>To try everything on a local chain, with the file written for you:</p>
      <Command>npm start</Command>
      <p>For another network, place the file beside the exported app:</p>
      <Command>{EXAMPLE}</Command>
      <p>This page looks again every few seconds and continues by itself.</p>
    </StatePage>
  );
}

const EXAMPLE = `{
  "chainId": 8453,
  "name": "Base",
  "rpcUrl": "https://…",
  "blockNumber": 12345678,
  "contracts": {
    "vault": "0x…", "queue": "0x…", "shares": "0x…", "loans": "0x…",
    "lens": "0x…", "registry": "0x…", "oracle": "0x…", "asset": "0x…", …
  }
}`;
