import { cn } from "./cn";

/** A quiet place-holder of the size of what is coming. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block animate-pulse rounded-md bg-sunken", className)} />;
}
