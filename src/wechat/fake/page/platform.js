// The local platform behind this page: who this browser is, what it does, and what it is told.

const KEY = "local-platform.visitor";

const randomKey = () =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

/** A browser that may not store anything is somebody new each time. */
const keptKey = () => {
  try {
    const known = localStorage.getItem(KEY) ?? randomKey();
    localStorage.setItem(KEY, known);
    return known;
  } catch {
    return randomKey();
  }
};
const visitor = keptKey();

const post = async (path, body, type) => {
  const response = await fetch(path, { method: "POST", headers: { "Content-Type": type, "X-Visitor": visitor }, body });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? "没有发出去，请再试一次");
  return answer;
};
const postJson = (path, body) => post(path, JSON.stringify(body), "application/json");

/** Something the person does; what comes of it arrives by the feed. */
export const act = (action) => postJson("/visitor/acts", action);
export const saveSettings = (settings) => postJson("/visitor/settings", settings);
export const upload = (file) => post("/visitor/images", file, file.type);

let cities;
/** 市 and their 区县 with a point each. */
export const loadCities = () => {
  cities ??= fetch("/visitor/cities").then((response) => response.json());
  return cities;
};

/** @param told what to do by name of event: view, history, entry, exchange, typing, reset */
export const listen = (told) => {
  const source = new EventSource(`/visitor/feed?visitor=${visitor}`); // reconnects by itself
  for (const [name, work] of Object.entries(told))
    source.addEventListener(name, (event) => work(JSON.parse(event.data)));
};
