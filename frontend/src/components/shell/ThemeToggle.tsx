"use client";

import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useMounted } from "@/hooks/useMounted";

export function ThemeToggle() {
  const { resolvedTheme, setTheme } = useTheme();
  const isDark = useMounted() && resolvedTheme === "dark";
  const Icon = isDark ? Sun : Moon;
  return (
    <button
      type="button"
      aria-label={isDark ? "Use the light theme" : "Use the dark theme"}
      onClick={() => setTheme(isDark ? "light" : "dark")}
      className="rounded-lg p-2 text-soft transition-colors hover:bg-sunken hover:text-ink"
    >
      <Icon aria-hidden className="size-[1.125rem]" />
    </button>
  );
}
