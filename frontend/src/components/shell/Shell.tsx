"use client";

import { useQuery } from "@tanstack/react-query";
import { useTheme } from "next-themes";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Toaster } from "sonner";
import { deploymentQuery } from "@/lib/queries/deploymentQuery";
import { useMounted } from "@/hooks/useMounted";
import { FlowProvider } from "../flow/FlowProvider";
import { PendingTray } from "../flow/PendingTray";
import { Account } from "./Account";
import { ChainGate } from "./ChainGate";
import { DeploymentMissing } from "./DeploymentMissing";
import { Footer } from "./Footer";
import { Header } from "./Header";
import { PageSkeleton } from "./PageSkeleton";
import { ProtocolProvider } from "./ProtocolProvider";
import { VaultGate } from "./VaultGate";
import { WrongChainNotice } from "./WrongChainNotice";

/** Nobody needs it but who tries the app on a local chain. */
const TimeMachine = dynamic(() => import("../local/TimeMachine").then((module) => module.TimeMachine));

/** Pages that say the same on every chain, and on none. */
const CHAINLESS = ["/calculator", "/glossary"];

/** Header, page and footer, around whatever state the deployment and its chain are in. */
export function Shell({ children }: { children: ReactNode }) {
  const isMounted = useMounted();
  const { resolvedTheme } = useTheme();
  const pathname = usePathname();
  const isChainless = CHAINLESS.some((page) => pathname.startsWith(page));
  const { data: deployment, error } = useQuery({ ...deploymentQuery(), enabled: isMounted });

  return (
    <>
      <a
        href="#content"
        className={
          "sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg " +
          "focus:bg-accent focus:px-4 focus:py-2 focus:text-on-accent"
        }
      >
        Skip to content
      </a>
      {deployment ? (
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
        </ProtocolProvider>
      ) : (
        <Frame header={<Header />}>
          {isChainless ? children : error ? <DeploymentMissing error={error} /> : <PageSkeleton />}
        </Frame>
      )}
      <Toaster
        theme={resolvedTheme === "dark" ? "dark" : "light"}
        position="bottom-right"
        toastOptions={{ style: { fontFamily: "var(--font-sans)" } }}
      />
    </>
  );
}

function Frame({ header, children }: { header: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      {header}
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl flex-1 px-4 pt-6 pb-16 outline-none sm:px-6 sm:pt-8"
      >
        {children}
      </main>
      <Footer />
    </div>
  );
}
