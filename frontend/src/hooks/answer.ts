/** What was asked and is not asked any more, is on its way, came, or will not come. */
export type Answer<View> =
  { status: "none" } | { status: "asked" } | { status: "known"; view: View } | { status: "unknown"; error: Error };

export function answerOf<View>(
  { data, error }: { data: View | undefined; error: Error | null },
  isAsked: boolean,
): Answer<View> {
  if (!isAsked) return { status: "none" };
  if (data !== undefined) return { status: "known", view: data };
  return error ? { status: "unknown", error } : { status: "asked" };
}

/** A figure of an answer, or the word for why there is none. */
export function figureOf<View>(answer: Answer<View>, words: (view: View) => string): string {
  switch (answer.status) {
    case "none":
      return "–";
    case "asked":
      return "being read…";
    case "known":
      return words(answer.view);
    case "unknown":
      return "not known";
  }
}
