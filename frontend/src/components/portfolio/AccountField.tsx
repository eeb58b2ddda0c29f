"use client";

import { useRouter } from "next/navigation";
import { useId, useState, type SyntheticEvent } from "react";
import type { Address } from "viem";
import { accountIn, portfolioOf } from "@/lib/portfolio/accountInUrl";
import { Button } from "../ui/Button";

type AccountFieldProps = {
  /** What the page is about. */
  shown: string;
  /** The connected account. */
  own: Address | undefined;
};

/** Whose portfolio is shown: what is typed goes into the page's address, so that it can be sent. */
export function AccountField({ shown, own }: AccountFieldProps) {
  const id = useId();
  const router = useRouter();
  const [text, setText] = useState(shown);
  const [isRefused, setRefused] = useState(false);
  const show = (event: SyntheticEvent): void => {
    event.preventDefault();
    const given = accountIn(text);
    setRefused(given.kind !== "account");
    if (given.kind === "account") router.push(portfolioOf(given.account));
  };
  return (
    <form onSubmit={show} className="rounded-2xl border bg-surface p-5 sm:p-6">
      <label htmlFor={id} className="text-sm font-medium">
        Account
      </label>
      <div className="mt-1.5 flex flex-wrap gap-2">
        <input
          id={id}
          autoComplete="off"
          spellCheck={false}
          placeholder="0x…"
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-invalid={isRefused ? true : undefined}
          aria-describedby={`${id}-below`}
          className={
            "h-10 min-w-0 flex-1 basis-72 rounded-xl border border-line-strong bg-surface px-4 font-mono text-sm " +
            "outline-none focus:border-accent focus:ring-1 focus:ring-accent"
          }
        />
        <Button type="submit" look="secondary">
          Show
        </Button>
        {own && own !== shown && (
          <Button look="quiet" onClick={() => router.push(portfolioOf(own))}>
            Show my own
          </Button>
        )}
      </div>
      <p id={`${id}-below`} role={isRefused ? "alert" : undefined} className="mt-1.5 text-[0.8125rem] text-bad-ink">
        {isRefused && "That is no address: 0x and 40 hexadecimal digits are needed, capitals as they are."}
      </p>
    </form>
  );
}
