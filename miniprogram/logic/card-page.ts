/** The page of the mini-program behind a path of the web pages, which cards carry; undefined when there is none. */
export function pageOfPath(path: string): string | undefined {
  const [, kind, id, more] = path.split("/");
  if (id === undefined || id === "" || more !== undefined) return undefined;
  const safe = encodeURIComponent(id);
  if (kind === "courses") return `/pages/course/course?id=${safe}`;
  if (kind === "bases") return `/pages/base/base?id=${safe}`;
  if (kind === "occupations") return `/pages/occupation/occupation?code=${safe}`;
  return undefined;
}

export const coursePage = (id: string): string => `/pages/course/course?id=${encodeURIComponent(id)}`;
export const occupationPage = (code: string): string => `/pages/occupation/occupation?code=${encodeURIComponent(code)}`;
export const PRIVACY_PAGE = "/pages/privacy/privacy";
