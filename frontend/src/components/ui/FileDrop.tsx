"use client";

import { FileUp } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { cn } from "./cn";

type FileDropProps = {
  label: string;
  /** What may be dropped, in a few words. */
  hint?: ReactNode;
  accept?: string;
  multiple?: boolean;
  onFiles: (files: readonly File[]) => void;
};

/** A field for files: dropped, or chosen. They stay in the browser. */
export function FileDrop({ label, hint, accept, multiple = false, onFiles }: FileDropProps) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = (list: FileList | null): void => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
      className={cn(
        "flex cursor-pointer items-start gap-3 rounded-xl border border-dashed px-4 py-3 text-sm transition-colors " +
          "focus-within:border-accent focus-within:ring-1 focus-within:ring-accent hover:bg-sunken",
        isOver ? "border-accent bg-sunken" : "border-line-strong",
      )}
    >
      <FileUp aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
      <span className="min-w-0">
        <span className="block font-medium">{label}</span>
        {hint && <span className="block text-[0.8125rem] text-faint">{hint}</span>}
      </span>
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = ""; // the same file again is a change, too
        }}
      />
    </label>
  );
}
