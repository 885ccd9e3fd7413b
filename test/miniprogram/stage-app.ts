// Runs in the browser of the tests: what app.ts is on a phone, and pages as the simulator takes them.
import { createServices } from "../../miniprogram/services/services";
import { createPhone } from "./phone";

/** What of miniprogram-simulate and j-component is used here. */
interface Rendered {
  attach(parent: Element): void;
  detach(): void;
  addEventListener(name: string, listener: (event: { detail: unknown }) => void): void;
  instance: Record<string, (...args: unknown[]) => unknown> & { data: Record<string, unknown> };
}
declare const simulate: {
  load(path: string, options: { compiler: "simulate"; rootPath: string }): string;
  render(id: string, properties?: object): Rendered;
};

const phone = createPhone();
const services = createServices(phone.platform, {
  apiUrl: location.origin,
  noticeTemplates: ["template-of-notices"],
  hotline: "12333",
});

const EVENTS = ["open", "again", "copy", "pick", "yes", "no", "toggle", "drop"];
const fired: { name: string; detail: unknown }[] = [];
let shown: Rendered | undefined;

function rendered(path: string, properties: object, classes: string, scale: number): Rendered {
  shown?.detach();
  const holder = document.createElement("div");
  holder.className = classes;
  holder.style.setProperty("--scale", String(scale));
  document.body.replaceChildren(holder);
  shown = simulate.render(simulate.load(path, { compiler: "simulate", rootPath: "/" }), properties);
  shown.attach(holder);
  window.scrollTo(0, 0);
  return shown;
}

const TABS = ["chat", "search", "shortage", "me"];

/** The bar under the four pages that have one, as the framework adds it. */
function addTabBar(path: string, page: Rendered): void {
  if (!TABS.some((tab) => path.startsWith(`/pages/${tab}/`))) return;
  const bar = simulate.render(simulate.load("/custom-tab-bar/index", { compiler: "simulate", rootPath: "/" }));
  const holder = document.createElement("div");
  holder.className = "bar-holder";
  document.body.append(holder);
  bar.attach(holder);
  page.instance["getTabBar"] = () => bar.instance;
}

const stage = {
  fired,
  /** A page as a phone opens it: loaded, then shown. */
  async open(path: string, query: object): Promise<void> {
    const page = rendered(path, {}, "", 1);
    const { instance } = page;
    addTabBar(path, page);
    await instance["onLoad"]?.(query);
    await instance["onShow"]?.();
  },
  show(path: string, properties: object, scale: number): void {
    fired.length = 0;
    const component = rendered(path, properties, "themed", scale);
    for (const name of EVENTS) component.addEventListener(name, ({ detail }) => fired.push({ name, detail }));
  },
  /** A method of what is shown, as its template calls it. */
  call: (method: string, event: object): unknown => shown?.instance[method]?.(event),
  data: (): unknown => shown?.instance.data,
};

Object.assign(window, {
  phone,
  services,
  stage,
  getApp: () => ({ services }),
  // A page is a component without properties, whose onLoad and onShow the stage calls.
  Page: ({ data, ...methods }: { data: object } & Record<string, unknown>) => Component({ data, methods } as object),
});
