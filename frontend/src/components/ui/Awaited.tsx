import { Skeleton } from "./Skeleton";

type AwaitedProps = {
  /** Why it is not known; null while it is on its way. */
  error: Error | null;
  /** What is not known, at the beginning of a sentence. */
  what: string;
  /** Size of what is coming. */
  className?: string;
};

/** Stands where something is not known: on its way, or unreadable. It never says that there is none, or how much. */
export function Awaited({ error, what, className }: AwaitedProps) {
  if (!error) {
    return (
      <span role="status" className="block">
        <span className="sr-only">{what} is being read.</span>
        <Skeleton className={className} />
      </span>
    );
  }
  return (
    <p className="py-3 text-sm text-warn-ink" data-testid="unknown">
      {what} is not known: the node would not give it. It is asked again by itself.
    </p>
  );
}

/** The same in the place of a figure. */
export function AwaitedFigure({ error }: Pick<AwaitedProps, "error">) {
  return error ? (
    <span className="font-normal text-warn-ink" data-testid="unknown">
      not known
    </span>
  ) : (
    <>
      <span className="sr-only">being read</span>
      <Skeleton className="inline-block h-5 w-24" />
    </>
  );
}
