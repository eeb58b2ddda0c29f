import type { Page } from "playwright-core";

/** Most stops on the way to anything on a page. */
const MOST = 300;

/** Runs in the page: the role and the name of what has the focus, as a reader would be told. */
const FOCUSED = `(() => {
  const node = document.activeElement;
  const labels = node.labels ? [...node.labels].map((label) => label.textContent).join(" ") : "";
  const name = node.getAttribute("aria-label") || labels || node.textContent || "";
  return (node.getAttribute("role") || node.tagName.toLowerCase()) + " " + (node === document.body ? "" : name.trim());
})()`;

/** What has the focus: its role, or else its tag, and its name. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>(FOCUSED);
}

/** Goes on with Tab until what has the focus is named so; back from the page's end, which leads out of it. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const isThere = (text: string): boolean => (typeof name === "string" ? text === name : name.test(text));
  const passed: string[] = [];
  let key = "Tab";
  for (let stop = 0; stop < MOST; stop += 1) {
    const at = await focused(page);
    if (isThere(at)) return;
    if (at === passed.at(-1)) key = "Shift+Tab";
    passed.push(at);
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never came to ${String(name)}, but to: ${[...new Set(passed)].slice(0, 60).join("; ")}`);
}

/** Presses the button of this name, once it is there: as long as it does not act, it is named for the reason. */
export async function pressByKeyboard(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).first().waitFor();
  await tabTo(page, `button ${name}`);
  await page.keyboard.press("Enter");
}

/** Carries a flow's dialog through to its end by the keyboard; focus is in it all the while, and back afterwards. */
export async function finishByKeyboard(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog");
  await pressByKeyboard(page, "Continue");
  await pressByKeyboard(page, "Done");
  await dialog.waitFor({ state: "hidden" });
  // What it says aloud stands at the page's end and holds on to Tab for as long as it stands.
  await page.locator("[data-sonner-toast]").first().waitFor({ state: "detached" });
}
