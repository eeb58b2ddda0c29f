"use client";

import { lazy, Suspense, type ComponentType } from "react";
import { PageSkeleton } from "./PageSkeleton";

/** Pages that read a chain, by their paths. None of their code is needed before the deployment is known. */
const PAGES = {
  "/": pageOf(() => import("../vaults/HomePage"), "HomePage"),
  "/vault/": pageOf(() => import("../vault/VaultPage"), "VaultPage"),
  "/portfolio/": pageOf(() => import("../portfolio/PortfolioPage"), "PortfolioPage"),
  "/operator/": pageOf(() => import("../operator/OperatorPage"), "OperatorPage"),
  "/reports/": pageOf(() => import("../reports/ReportsPage"), "ReportsPage"),
  "/risk/": pageOf(() => import("../risk/RiskPage"), "RiskPage"),
  "/governance/": pageOf(() => import("../governance/GovernancePage"), "GovernancePage"),
  "/audit/": pageOf(() => import("../audit/AuditPage"), "AuditPage"),
};

type Path = keyof typeof PAGES;

/** A page that reads a chain. It waits for its code by itself, so that the shell around it stands meanwhile. */
export function ChainPage({ path }: { path: Path }) {
  const { Page } = PAGES[path];
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Page />
    </Suspense>
  );
}

/** Begins to load a page's code, where it has any of its own. */
export function loadPage(pathname: string): void {
  const path = pathname.endsWith("/") ? pathname : `${pathname}/`;
  if (path in PAGES) void PAGES[path as Path].load();
}

function pageOf<Name extends string>(file: () => Promise<Readonly<Record<Name, ComponentType>>>, name: Name) {
  const load = async () => ({ default: (await file())[name] });
  return { load, Page: lazy(load) };
}
