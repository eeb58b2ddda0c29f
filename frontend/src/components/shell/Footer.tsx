import Link from "next/link";

export function Footer() {
  return (
    <footer className="border-t">
      <div className="mx-auto max-w-6xl px-4 py-6 text-[0.8125rem] leading-relaxed text-faint sm:px-6">
        Every number of a vault is read from the chain, or recomputed in your browser from its events. Times are UTC and
        follow the chain’s clock. Hardware loses value every second; rent may stop; you can lose money.{" "}
        <Link href="/glossary/" className="underline underline-offset-4">
          What the words mean
        </Link>
      </div>
    </footer>
  );
}
