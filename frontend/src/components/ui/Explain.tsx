"use client";

import { Info } from "lucide-react";
import { Popover } from "radix-ui";
import type { ReactNode } from "react";

type ExplainProps = {
  /** What is explained, for screen readers. */
  about: string;
  children: ReactNode;
};

/** A small “i” that opens an explanation by mouse, touch or keyboard. */
export function Explain({ about, children }: ExplainProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`About ${about}`}
        className="-m-1.5 inline-flex rounded-full p-1.5 align-middle text-faint transition-colors hover:text-ink"
      >
        <Info aria-hidden className="size-3.5" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={6}
          collisionPadding={12}
          className={
            "animate-rise z-50 max-w-xs rounded-xl border border-line-strong bg-surface p-3.5 text-sm " +
            "leading-relaxed text-soft shadow-lg"
          }
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
