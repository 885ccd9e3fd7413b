import type { Services } from "../../miniprogram/services/services";

type Data = Record<string, unknown>;
type Method = (this: Running, ...args: unknown[]) => unknown;
interface Options extends Record<string, unknown> {
  data: Data;
}

interface Running extends Record<string, unknown> {
  data: Data;
  setData(change: Data): void;
}

/** A page of the mini-program as the framework runs it, without a screen. */
export interface RunningPage {
  data(): Data;
  /** Calls a method as the template does; `detail` is what a component fires, `dataset` what stands on the element. */
  does(method: string, event?: { detail?: unknown; dataset?: Record<string, string> }): Promise<void>;
}

const options = new Map<string, Options>();
let loading = "";

// What the framework offers to a page's file while it is read.
Object.assign(globalThis, {
  Page: (page: Options) => void options.set(loading, page),
  wx: { stopPullDownRefresh: () => undefined },
});

async function optionsOf(name: string): Promise<Options> {
  if (!options.has(name)) {
    loading = name;
    await import(`../../miniprogram/pages/${name}/${name}.ts`);
  }
  const page = options.get(name);
  if (page === undefined) throw new Error(`${name} is no page`);
  return page;
}

/** Sets a value at a path such as filters.words, as setData does. */
function set(data: Data, path: string, value: unknown): Data {
  const [head = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...data, [head]: value };
  return { ...data, [head]: set({ ...(data[head] as Data) }, rest.join("."), value) };
}

/** Opens a page: onLoad with the query of its address, then onShow. */
export async function openPage(
  name: string,
  services: Services,
  query: Record<string, string> = {},
): Promise<RunningPage> {
  Object.assign(globalThis, { getApp: () => ({ services }) });
  const page = await optionsOf(name);
  const running: Running = {
    ...page,
    data: structuredClone(page.data),
    setData(change) {
      for (const [path, value] of Object.entries(change)) this.data = set(this.data, path, value);
    },
  };
  const call = async (method: string, argument: unknown): Promise<void> => {
    const found = running[method];
    if (typeof found !== "function") throw new Error(`${name} has no ${method}`);
    await (found as Method).call(running, argument);
  };
  const opened: RunningPage = {
    data: () => running.data,
    does: (method, { detail = {}, dataset = {} } = {}) => call(method, { detail, currentTarget: { dataset } }),
  };
  if (typeof running["onLoad"] === "function") await call("onLoad", query);
  await call("onShow", undefined);
  return opened;
}
