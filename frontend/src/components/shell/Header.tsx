"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "../ui/cn";
import { Logo } from "./Logo";
import { ThemeToggle } from "./ThemeToggle";

const PAGES = [
  { href: "/", label: "Vault" },
  { href: "/operator/", label: "Operator" },
  { href: "/calculator/", label: "Calculator" },
] as const;

export function Header({ account }: { account?: ReactNode }) {
  const pathname = usePathname();
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
        <nav aria-label="Pages" className="flex gap-0.5">
          {PAGES.map(({ href, label }) => {
            const isHere = withSlash(pathname) === href;
            return (
              <Link
                key={href}
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
