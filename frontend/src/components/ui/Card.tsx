import { useId, type ReactNode } from "react";
import { cn } from "./cn";

type CardProps = {
  title?: string;
  /** The title is for screen readers only: controls stand in its place. */
  controls?: ReactNode;
  /** What the card's numbers are and where they come from. */
  caption?: ReactNode;
  /** What stands beside the title. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A titled region of the page. */
export function Card({ title, controls, caption, aside, className, children }: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={cn("min-w-0 rounded-2xl border bg-surface p-5 sm:p-6", className)}
    >
      {title !== undefined && (
        <header className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <h2 id={id} className={controls === undefined ? "font-semibold tracking-tight" : "sr-only"}>
              {title}
            </h2>
            {controls}
            {caption !== undefined && <p className="mt-0.5 text-sm text-faint">{caption}</p>}
          </div>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
