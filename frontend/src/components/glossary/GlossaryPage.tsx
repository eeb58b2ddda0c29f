import Link from "next/link";
import { GLOSSARY, type Term } from "@/lib/glossary/terms";

/** Every word of the app, each with an address of its own. */
export function GlossaryPage() {
  const names = new Map(GLOSSARY.flatMap(({ terms }) => terms.map(({ id, name }) => [id, name] as const)));
  return (
    <div className="max-w-3xl space-y-10">
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">Words</h1>
        <p className="mt-2 text-soft">
          One word for one idea, here as in the contracts. Their own papers say the same to the unit.
        </p>
      </div>
      {GLOSSARY.map(({ title, terms }) => (
        <section key={title} aria-label={title}>
          <h2 className="mb-4 text-lg font-semibold tracking-tight">{title}</h2>
          <dl className="space-y-5">
            {terms.map((term) => (
              <Entry key={term.id} term={term} names={names} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Entry({ term: { id, name, text, see = [] }, names }: { term: Term; names: ReadonlyMap<string, string> }) {
  return (
    <div id={id} className="scroll-mt-20 rounded-xl target:bg-accent-wash target:outline-8 target:outline-accent-wash">
      <dt className="font-medium">{name}</dt>
      <dd className="mt-0.5 leading-relaxed text-soft">
        {text}
        {see.length > 0 && (
          <span className="mt-1 block text-sm">
            {see.map((other, index) => (
              <span key={other}>
                {index > 0 && " · "}
                <Link href={`/glossary/#${other}`} className="text-accent underline underline-offset-4">
                  {names.get(other)}
                </Link>
              </span>
            ))}
          </span>
        )}
      </dd>
    </div>
  );
}
