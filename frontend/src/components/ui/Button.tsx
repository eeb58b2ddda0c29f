import type { ButtonHTMLAttributes } from "react";
import { cn } from "./cn";

const LOOKS = {
  primary:
    "bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:text-faint " +
    "aria-disabled:bg-sunken aria-disabled:text-faint",
  secondary:
    "border border-line-strong bg-surface text-ink hover:bg-sunken disabled:text-faint aria-disabled:text-faint",
  quiet: "text-soft hover:bg-sunken hover:text-ink disabled:text-faint aria-disabled:text-faint",
} as const;

const SIZES = { small: "h-8 px-3 text-sm", medium: "h-10 px-4 text-sm", large: "h-12 px-5 text-[0.9375rem]" } as const;

export type ButtonProps = {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
} & ButtonHTMLAttributes<HTMLButtonElement>;

/**
 * What cannot be pressed for a while is `aria-disabled`, so that it keeps the focus; `disabled` is for what never can.
 */
export function Button({ look = "primary", size = "medium", className, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={cn(
        "inline-flex items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap " +
          "transition-colors disabled:cursor-not-allowed aria-disabled:cursor-not-allowed",
        LOOKS[look],
        SIZES[size],
        className,
      )}
      {...rest}
    />
  );
}
