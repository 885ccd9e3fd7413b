import { mkdirSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserContext, type Page, chromium as playwright } from "playwright-core";
import { projectPath } from "../../src/kit/root.ts";

// Of the package's own flags those that would change what is tested (web security off) or end the browser with its first window.
const UNWANTED =
  /^--(single-process|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|headless)/;

/** The Chromium inside the npm package; CHROMIUM_PATH where that one does not run. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM_PATH"] ?? (await chromium.executablePath());
  const args = process.env["CHROMIUM_PATH"] === undefined ? chromium.args.filter((flag) => !UNWANTED.test(flag)) : [];
  return playwright.launch({ executablePath, args: [...args, "--disable-background-networking"], headless: true });
}

export const PHONE = { width: 375, height: 667 };
export const DESKTOP = { width: 1280, height: 800 };

export interface Window {
  context: BrowserContext;
  page: Page;
  /** Whatever the page complained about: console errors, uncaught exceptions, requests to elsewhere. */
  complaints: string[];
}

/** A browser profile of its own, in 双流 when it is allowed to know where it is. */
export async function openWindow(
  browser: Browser,
  url: string,
  viewport: { width: number; height: number },
  permissions: string[] = [],
): Promise<Window> {
  const context = await browser.newContext({
    viewport,
    locale: "zh-CN",
    permissions,
    geolocation: { latitude: 30.574812, longitude: 103.923567 },
    hasTouch: viewport.width < 500,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) complaints.push(`asked ${request.url()}`);
  });
  return { context, page, complaints };
}

/** How far the page can be pushed sideways, in CSS pixels. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

/** Pictures for the documents, only with SCREENSHOTS=1: they differ from machine to machine with its fonts. */
export async function picture(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<void> {
  if (process.env["SCREENSHOTS"] !== "1") return;
  mkdirSync(projectPath("docs/images"), { recursive: true });
  await page.screenshot({ path: projectPath("docs/images", `${name}.png`), ...options });
}
