"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useVaultChoice, type VaultChoice, type VaultsPage } from "@/hooks/useVaultChoice";
import { cn } from "../ui/cn";
import { Logo } from "./Logo";
import { ThemeToggle } from "./ThemeToggle";
import { VaultPicker } from "./VaultPicker";

type Page = { path: string; href: string; label: string };

/** Links keep the vault that the page speaks of. */
function pagesOf(choice: VaultChoice | undefined): readonly Page[] {
  const hasSeveral = (choice?.listed?.length ?? 0) > 1;
  const plain = (path: string, label: string) => ({ path, href: path, label });
  if (!choice || !hasSeveral)
    return [
      plain("/", "Vault"),
      plain("/portfolio/", "Portfolio"),
      plain("/operator/", "Operator"),
      plain("/reports/", "Reports"),
      plain("/audit/", "Audit"),
      plain("/risk/", "Risk"),
      plain("/governance/", "Governance"),
      plain("/calculator/", "Calculator"),
    ];
  const kept = (path: VaultsPage, label: string) => ({ path, href: choice.href(path), label });
  return [
    plain("/", "Vaults"),
    kept("/vault/", "Vault"),
    plain("/portfolio/", "Portfolio"),
    kept("/operator/", "Operator"),
    kept("/reports/", "Reports"),
    kept("/audit/", "Audit"),
    kept("/risk/", "Risk"),
    kept("/governance/", "Governance"),
    kept("/calculator/", "Calculator"),
  ];
}

export function Header({ account }: { account?: ReactNode }) {
  const pathname = usePathname();
  const choice = useVaultChoice();
  return (
    <header className="sticky top-0 z-30 border-b bg-canvas/90 backdrop-blur-sm">
      <div className="mx-auto flex h-15 max-w-6xl items-center gap-2 px-4 sm:gap-6 sm:px-6">
        <Link
          href="/"
          className="flex items-center gap-2.5 font-semibold tracking-tight"
          aria-label="GPU Yield Vaults, home"
        >
          <Logo />
          <span className="hidden md:inline">GPU Yield Vaults</span>
        </Link>
        <nav aria-label="Pages" className="flex min-w-0 gap-0.5 overflow-x-auto">
          {pagesOf(choice).map(({ path, href, label }) => {
            const isHere = withSlash(pathname) === path;
            return (
              <Link
                key={path}
                href={href}
                aria-current={isHere ? "page" : undefined}
                className={cn(
                  "rounded-lg px-2.5 py-1.5 text-sm font-medium transition-colors sm:px-3",
                  isHere ? "bg-sunken text-ink" : "text-soft hover:text-ink",
                )}
              >
                {label}
              </Link>
            );
          })}
        </nav>
        <div className="ml-auto flex items-center gap-1 sm:gap-2">
          <VaultPicker />
          <ThemeToggle />
          {account}
        </div>
      </div>
    </header>
  );
}

function withSlash(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}
