"use client";

import { ChevronDown } from "lucide-react";
import { useState, type ReactNode } from "react";

type DetailsProps = {
  title: string;
  note?: ReactNode;
  isOpenFirst?: boolean;
  children: ReactNode;
};

/** Drawn only when somebody asks for it. */
export function Details({ title, note, isOpenFirst = false, children }: DetailsProps) {
  const [isOpen, setOpen] = useState(isOpenFirst);
  return (
    <details
      className="group mt-4 rounded-xl border"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary
        className={
          "flex list-none items-center gap-2 rounded-xl px-4 py-3 text-sm font-medium " +
          "[&::-webkit-details-marker]:hidden"
        }
      >
        <ChevronDown
          aria-hidden
          className="size-4 shrink-0 -rotate-90 text-faint transition-transform group-open:rotate-0"
        />
        <span className="flex flex-wrap gap-x-2">
          {title}
          <span className="font-normal text-faint">{note}</span>
        </span>
      </summary>
      {isOpen && <div className="px-5 pt-2 pb-5 sm:px-6">{children}</div>}
    </details>
  );
}
