import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { CHROMIUM_ARGS, chromiumPath } from "../../../../scripts/lib/chromium.ts";
import type { TestWallet } from "./TestWallet.ts";

/** Longest that a page may take to show what is asked of it, milliseconds. */
const PATIENCE = 20_000;

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: [...CHROMIUM_ARGS] });
}

/** A fresh page in a fresh profile. Whatever goes wrong inside it fails the test through `faults`. */
export async function openPage(
  browser: Browser,
  wallet?: TestWallet,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await wallet?.inject(page);
  return { page, faults };
}

/** Connects the injected wallet through the app's own dialog. */
export async function connectWallet(page: Page, name = "Test Wallet"): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Connect" }).click();
  await page.getByRole("dialog").getByRole("button", { name }).click();
  await page.getByTestId("account").waitFor();
}

/** The text of an element once it is `wanted`; what it is instead, when it never becomes that. */
export async function settledText(page: Page, testId: string, wanted: string): Promise<string> {
  const element = page.getByTestId(testId);
  const deadline = Date.now() + PATIENCE;
  let text = "";
  while (Date.now() < deadline) {
    text = (await element.textContent().catch(() => null))?.trim() ?? "";
    if (text === wanted) break;
    await page.waitForTimeout(100);
  }
  return text;
}

/** Carries a flow's dialog through to its end and closes it. */
export async function finishFlow(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await dialog.waitFor({ state: "hidden" });
}
