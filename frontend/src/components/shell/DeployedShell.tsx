"use client";

import { useTheme } from "next-themes";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { Toaster } from "sonner";
import type { Deployment } from "@/lib/config/deployment";
import { FlowProvider } from "../flow/FlowProvider";
import { PendingTray } from "../flow/PendingTray";
import { Account } from "./Account";
import { ChainGate } from "./ChainGate";
import { Frame } from "./Frame";
import { Header } from "./Header";
import { ProtocolProvider } from "./ProtocolProvider";
import { VaultGate } from "./VaultGate";
import { WrongChainNotice } from "./WrongChainNotice";

/** Nobody needs it but who tries the app on a local chain. */
const TimeMachine = dynamic(() => import("../local/TimeMachine").then((module) => module.TimeMachine));

type DeployedShellProps = { deployment: Deployment; isChainless: boolean; children: ReactNode };

/** Header, page and footer where there is a deployment. Its code is loaded beside the deployment file. */
export default function DeployedShell({ deployment, isChainless, children }: DeployedShellProps) {
  const { resolvedTheme } = useTheme();
  return (
    <ProtocolProvider key={JSON.stringify(deployment.contracts)} deployment={deployment}>
      <Frame header={<Header account={<Account />} />}>
        {isChainless ? (
          children
        ) : (
          <VaultGate>
            <ChainGate>
              <FlowProvider>
                <WrongChainNotice />
                {children}
                {deployment.timeMachineUrl !== undefined && <TimeMachine url={deployment.timeMachineUrl} />}
                <PendingTray />
              </FlowProvider>
            </ChainGate>
          </VaultGate>
        )}
      </Frame>
      <Toaster
        theme={resolvedTheme === "dark" ? "dark" : "light"}
        position="bottom-right"
        toastOptions={{ style: { fontFamily: "var(--font-sans)" } }}
      />
    </ProtocolProvider>
  );
}
