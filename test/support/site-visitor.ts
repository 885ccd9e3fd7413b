/** A browser as far as the server can tell: keeps cookies, says where a request comes from, does not follow redirects by itself. */
export interface Visitor {
  cookies: Map<string, string>;
  /** The Set-Cookie headers of the last answer. */
  setCookies: string[];
  get(path: string): Promise<{ status: number; location: string | null; text: string }>;
  submit(
    path: string,
    form: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<{ status: number; location: string | null; text: string }>;
}

let visitors = 0;

/** @param url of an app that trusts its proxy: each visitor comes from an address of their own */
export function aVisitor(url: string): Visitor {
  const address = `192.0.2.${(visitors++ % 250) + 1}`;
  const cookies = new Map<string, string>();
  const visitor: Visitor = {
    cookies,
    setCookies: [],
    get: (path) => send(path, {}),
    submit: (path, form, headers = { "sec-fetch-site": "same-origin" }) =>
      send(path, { method: "POST", body: new URLSearchParams(form), headers }),
  };
  const send = async (path: string, init: RequestInit & { headers?: Record<string, string> }) => {
    const response = await fetch(url + path, {
      ...init,
      redirect: "manual",
      headers: {
        accept: "text/html",
        "x-forwarded-for": address,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...init.headers,
      },
    });
    visitor.setCookies = response.headers.getSetCookie();
    for (const line of visitor.setCookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, location: response.headers.get("location"), text: await response.text() };
  };
  return visitor;
}
