import Link from "next/link";

export default function NotFound() {
  return (
    <div className="mx-auto max-w-md py-24 text-center">
      <h1 className="text-2xl font-semibold tracking-tight">There is no such page</h1>
      <p className="mt-2 text-soft">The pages that there are stand above.</p>
      <Link href="/" className="mt-6 inline-block font-medium text-accent underline underline-offset-4">
        To the beginning
      </Link>
    </div>
  );
}
