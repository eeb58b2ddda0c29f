"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { deploymentQuery } from "@/lib/queries/deploymentQuery";
import { useMounted } from "@/hooks/useMounted";
import { loadPage } from "./ChainPage";
import { DeploymentMissing } from "./DeploymentMissing";
import { Frame } from "./Frame";
import { Header } from "./Header";
import { PageSkeleton } from "./PageSkeleton";

/** Pages that say the same on every chain, and on none. */
const CHAINLESS = ["/calculator", "/glossary"];

const loadShell = () => import("./DeployedShell");
const DeployedShell = lazy(loadShell);

/** Header, page and footer, around whatever state the deployment and its chain are in. */
export function Shell({ children }: { children: ReactNode }) {
  const isMounted = useMounted();
  const pathname = usePathname();
  const isChainless = CHAINLESS.some((page) => pathname.startsWith(page));
  const { data: deployment, error } = useQuery({ ...deploymentQuery(), enabled: isMounted });
  // All that a chain needs comes at the same time as the deployment file.
  useEffect(() => void loadShell(), []);
  useEffect(() => loadPage(pathname), [pathname]);

  const waiting = (
    <Frame header={<Header />}>
      {isChainless ? children : error ? <DeploymentMissing error={error} /> : <PageSkeleton />}
    </Frame>
  );
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
        <Suspense fallback={waiting}>
          <DeployedShell deployment={deployment} isChainless={isChainless}>
            {children}
          </DeployedShell>
        </Suspense>
      ) : (
        waiting
      )}
    </>
  );
}
