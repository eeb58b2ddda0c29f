"use client";

import { Download } from "lucide-react";
import { Button } from "../ui/Button";

type DownloadButtonProps = {
  /** Of the file. */
  name: string;
  type: string;
  label: string;
  /** What is in it, made when it is asked for. */
  children: () => string;
};

/** Saves a file that the page has made. Nothing is sent anywhere. */
export function DownloadButton({ name, type, label, children }: DownloadButtonProps) {
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([children()], { type: `${type};charset=utf-8` }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button look="secondary" size="small" onClick={save} aria-label={`${label}: ${name}`}>
      <Download aria-hidden className="size-4" />
      {label}
    </Button>
  );
}
