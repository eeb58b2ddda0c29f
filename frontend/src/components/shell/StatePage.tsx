import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type StatePageProps = {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  testId: string;
};

/** A whole page that explains why there is nothing else, and what to do. */
export function StatePage({ icon: Icon, title, children, testId }: StatePageProps) {
  return (
    <section data-testid={testId} className="mx-auto max-w-xl py-12 sm:py-20">
      <Icon aria-hidden className="size-8 text-faint" strokeWidth={1.5} />
      <h1 className="mt-4 text-2xl font-semibold tracking-tight">{title}</h1>
      <div className="mt-3 space-y-3 leading-relaxed text-soft">{children}</div>
    </section>
  );
}

export function Command({ children }: { children: string }) {
  return (
    <pre className="rounded-xl border bg-surface px-4 py-3 font-mono text-sm break-words whitespace-pre-wrap text-ink">
      <code>{children}</code>
    </pre>
  );
}
