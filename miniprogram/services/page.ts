import type { JiangtuApp, Services } from "./services";

export const services = (): Services => getApp<JiangtuApp>().services;

/** What every page does when it comes to the front: text as large as the person wants it, and its tab marked. */
export function shown(page: { setData(data: { scale: number }): void; getTabBar?: () => unknown }, tab?: number): void {
  const scale = services().care.scale();
  page.setData({ scale });
  if (tab === undefined) return;
  const bar = page.getTabBar?.();
  if (isTabBar(bar)) bar.setData({ selected: tab, scale });
}

const isTabBar = (bar: unknown): bar is { setData(data: { selected: number; scale: number }): void } =>
  typeof bar === "object" && bar !== null && "setData" in bar && typeof bar.setData === "function";

/** An id or code out of a page's address; empty when there is none. */
export const queryValue = (query: Record<string, string | undefined>, name: string): string =>
  decodeURIComponent(query[name] ?? "");

/** data-… of the element that was tapped. */
export const tapped = (event: { currentTarget: { dataset: Record<string, unknown> } }, name: string): string =>
  String(event.currentTarget.dataset[name] ?? "");
