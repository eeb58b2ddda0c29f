import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const TONES = {
  info: { icon: Info, look: "border-line bg-sunken text-soft" },
  warn: { icon: TriangleAlert, look: "border-warn-line bg-warn-wash text-warn-ink" },
  bad: { icon: CircleAlert, look: "border-bad-line bg-bad-wash text-bad-ink" },
} as const;

type NoticeProps = {
  tone?: keyof typeof TONES;
  title?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
  className?: string;
  /** Read out when it appears. */
  live?: boolean;
  testId?: string;
};

/** Something the reader has to know now, and what to do about it. */
export function Notice({ tone = "info", title, action, children, className, live, testId }: NoticeProps) {
  const { icon: Icon, look } = TONES[tone];
  return (
    <div
      role={live ? (tone === "bad" ? "alert" : "status") : undefined}
      data-testid={testId}
      className={cn("flex gap-2.5 rounded-xl border px-3.5 py-3 text-sm", look, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 basis-56 grow">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className={cn(title && "mt-0.5")}>{children}</div>}
        </div>
        {action}
      </div>
    </div>
  );
}
