import type { Page } from "playwright-core";

type Call = { id: number; method: string; params?: readonly unknown[] };
type Answer = { id: number; result?: unknown; error?: { code: number; message: string } };

/** Changes what the page hears of its node, call by call: what `change` returns stands for the true answer. */
export async function alterAnswers(
  page: Page,
  rpcUrl: string,
  change: (call: Call, answer: Answer) => Answer | undefined,
): Promise<void> {
  await page.route(`${rpcUrl}/**`, async (route) => {
    const asked = route.request().postDataJSON() as Call | Call[];
    const response = await route.fetch();
    const answered = (await response.json()) as Answer | Answer[];
    const calls = [asked].flat();
    const altered = [answered].flat().map((answer) => {
      const call = calls.find(({ id }) => id === answer.id);
      return (call && change(call, answer)) ?? answer;
    });
    await route.fulfill({ response, json: Array.isArray(answered) ? altered : altered[0] });
  });
}

/** As a node refuses that has no more for whoever asks. */
export function refusal({ id }: { id: number }): Answer {
  return { id, error: { code: -32_000, message: "header not found" } };
}
