import { Skeleton } from "../ui/Skeleton";

/** The page's outline while nothing is known yet. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="space-y-6">
        <div className="space-y-3">
          <Skeleton className="h-8 w-64" />
          <Skeleton className="h-4 w-80 max-w-full" />
        </div>
        <div className="rounded-2xl border bg-surface p-6">
          <div className="grid gap-6 sm:grid-cols-3">
            <Skeleton className="h-16" />
            <Skeleton className="h-16" />
            <Skeleton className="h-16" />
          </div>
          <Skeleton className="mt-6 h-64" />
        </div>
      </div>
      <div className="space-y-6">
        <div className="rounded-2xl border bg-surface p-6">
          <Skeleton className="h-72" />
        </div>
      </div>
    </div>
  );
}
