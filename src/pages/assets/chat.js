// The chat page: sends what a person says to POST /v1/chat, shows what comes back, and listens for notices. No framework, no build.
"use strict";

const SESSION_KEY = "jiangtu.session"; // localStorage: who this browser is to the bot
const HISTORY_KEY = "jiangtu.history"; // sessionStorage: what stands on this page, kept over a look at a course
const KEPT_TURNS = 60;
const SLOW_AFTER_MS = 2500;
const GIVE_UP_AFTER_MS = 15_000;
const TIME_GAP_MS = 5 * 60_000;
const DEMO = "示例数据";

const byId = (id) => document.getElementById(id);
const turns = byId("turns");
const typing = byId("typing");
const placeDialog = byId("place-dialog");

/** A browser in private mode may refuse to store anything: the page then forgets when it is closed. */
const stored = (storage, key) => {
  try {
    return window[storage].getItem(key);
  } catch {
    return null;
  }
};
const store = (storage, key, value) => {
  try {
    window[storage].setItem(key, value);
  } catch {
    // see `stored`
  }
};

const randomId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const sessionId = stored("localStorage", SESSION_KEY) ?? randomId();
let history = JSON.parse(stored("sessionStorage", HISTORY_KEY) ?? "[]");

// ---------------------------------------------------------------- showing

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const cardOf = ({ title, lines, path, isDemo }) => {
  const card = element("a", "card");
  card.href = path;
  const head = element("span", "card-title");
  head.append(element("span", "", title));
  if (isDemo) head.append(element("span", "demo-mark", DEMO));
  const facts = lines.filter((line) => line !== DEMO); // the mark in the head says it already
  card.append(head, ...facts.map((line) => element("span", "card-line", line)), element("span", "card-more", "查看详情"));
  return card;
};

const partOf = (part) => (part.kind === "card" ? cardOf(part) : element("p", "bubble", part.text));

const quickReply = ({ label, value }) => {
  const button = element("button", "quick-reply", label);
  button.type = "button";
  button.dataset.choice = value;
  return button;
};

const avatarOf = (side) => {
  if (side === "person") return element("span", "avatar", "我");
  const image = element("img", "avatar");
  image.src = document.querySelector("link[rel=icon]").href;
  image.alt = "匠途";
  return image;
};

const timeOf = (at) =>
  new Date(at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });

let lastShownAt = 0;
const showTime = (at) => {
  if (at - lastShownAt > TIME_GAP_MS) turns.append(element("li", "turn turn-time", timeOf(at)));
  lastShownAt = at;
};

/** Only the newest turn offers buttons: older ones would answer a question that is past. */
const dropOldQuickReplies = () => {
  for (const old of turns.querySelectorAll(".quick-replies")) old.remove();
};

const show = ({ side, at, parts, quickReplies = [], isNotice = false }) => {
  showTime(at);
  if (!isNotice || quickReplies.length > 0) dropOldQuickReplies();
  const turn = element("li", `turn turn-${side}${isNotice ? " turn-notice" : ""}`);
  const said = element("div", "said");
  if (isNotice) said.append(element("p", "notice-mark", "新通知"));
  said.append(...parts.map(partOf));
  if (quickReplies.length > 0) {
    const row = element("div", "quick-replies");
    row.append(...quickReplies.map(quickReply));
    said.append(row);
  }
  turn.append(avatarOf(side), said);
  turns.append(turn);
  turn.scrollIntoView({ block: side === "person" || parts.length < 3 ? "end" : "start" });
};

const say = (turn) => {
  history = [...history, turn].slice(-KEPT_TURNS);
  store("sessionStorage", HISTORY_KEY, JSON.stringify(history));
  show(turn);
};

const showTyping = (text) => {
  typing.hidden = text === undefined;
  typing.textContent = text ?? "";
  if (text !== undefined) typing.scrollIntoView({ block: "end" });
};

const showFailure = (sentence, again) => {
  const turn = element("li", "turn turn-bot turn-failed");
  const said = element("div", "said");
  said.append(element("p", "bubble", sentence));
  if (again !== undefined) {
    const retry = element("button", "retry", "再试一次");
    retry.type = "button";
    retry.addEventListener("click", () => {
      turn.remove();
      again();
    });
    said.append(retry);
  }
  turn.append(avatarOf("bot"), said);
  turns.append(turn);
  turn.scrollIntoView({ block: "end" });
};

// ---------------------------------------------------------------- sending

const post = async (path, body, signal) => {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sessionId, ...body }),
    signal,
  });
  if (response.ok) return response.status === 204 ? undefined : await response.json();
  const problem = await response.json().catch(() => ({}));
  throw Object.assign(new Error("refused"), { sentence: problem.detail, isFinal: response.status === 413 });
};

const sentenceOf = (error) => {
  if (error.sentence !== undefined) return error.sentence;
  if (error.name === "AbortError") return "等了很久没有回音，可能是网络太慢。";
  return navigator.onLine ? "没有发出去，暂时连不上匠途。" : "现在没有网络，连上网后再试。";
};

/** One at a time, in order: a second sentence may lean on the answer to the first. */
let queue = Promise.resolve();
const send = (input) => {
  const message = { ...input, messageId: randomId() }; // kept for a retry, so that the same words are answered once
  const attempt = async () => {
    const giveUp = new AbortController();
    const late = setTimeout(() => showTyping("有点慢，正在继续查"), SLOW_AFTER_MS);
    const end = setTimeout(() => giveUp.abort(), GIVE_UP_AFTER_MS);
    showTyping("正在输入");
    try {
      const reply = await post("/v1/chat", message, giveUp.signal);
      showTyping(undefined);
      say({ side: "bot", at: Date.now(), parts: reply.parts, quickReplies: reply.quickReplies });
      showNotices(reply.notices);
      listen();
    } catch (error) {
      showTyping(undefined);
      showFailure(sentenceOf(error), error.isFinal ? undefined : () => enqueue(attempt));
    } finally {
      clearTimeout(late);
      clearTimeout(end);
    }
  };
  enqueue(attempt);
};
const enqueue = (work) => {
  queue = queue.then(work);
};

const ask = (shown, input) => {
  store("localStorage", SESSION_KEY, sessionId);
  say({ side: "person", at: Date.now(), parts: [{ kind: "text", text: shown }] });
  dropOldQuickReplies();
  send(input);
};

// ---------------------------------------------------------------- notices

/** A notice may come by answer and by push, and again until it is acknowledged: it is shown once. */
const showNotices = (notices) => {
  const known = new Set(history.map((turn) => turn.noticeId));
  for (const { id, createdAt, parts, quickReplies } of notices) {
    if (known.has(id)) continue;
    say({ side: "bot", at: Math.max(Date.parse(createdAt), lastShownAt), parts, quickReplies, isNotice: true, noticeId: id });
  }
  if (notices.length > 0) post("/v1/chat/seen", { ids: notices.map((notice) => notice.id) }).catch(() => undefined);
};

let source;
const listen = () => {
  if (source !== undefined) return;
  source = new EventSource(`/v1/chat/events?sessionId=${sessionId}`); // reconnects by itself
  source.addEventListener("notice", (event) => showNotices([JSON.parse(event.data)]));
};

// ---------------------------------------------------------------- place

const placeFault = (sentence) => {
  const fault = byId("place-fault");
  fault.hidden = sentence === undefined;
  fault.textContent = sentence ?? "";
};

const showCities = () => {
  byId("cities").hidden = false;
  byId("choose-city").setAttribute("aria-expanded", "true");
};

const cannotLocate = (sentence) => {
  byId("share-place").disabled = false;
  placeFault(sentence);
  showCities();
};

const sharePlace = () => {
  if (!window.isSecureContext || navigator.geolocation === undefined)
    return cannotLocate("这个浏览器在这里不能取得位置，请选一个城市。");
  placeFault(undefined);
  byId("share-place").disabled = true;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      byId("share-place").disabled = false;
      placeDialog.close();
      // About a kilometre is all the bot uses; nothing finer leaves the phone.
      const coarse = (degrees) => Math.round(degrees * 100) / 100;
      ask("［我的位置］", { location: { lat: coarse(coords.latitude), lng: coarse(coords.longitude) } });
    },
    (error) =>
      cannotLocate(error.code === error.PERMISSION_DENIED ? "您没有允许使用位置，请选一个城市。" : "没有取到位置，请选一个城市。"),
    { timeout: 10_000, maximumAge: 300_000 },
  );
};

// ---------------------------------------------------------------- start

byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = byId("text");
  const text = field.value.trim();
  if (text === "") return field.focus();
  field.value = "";
  ask(text, { text });
});
turns.addEventListener("click", ({ target }) => {
  const button = target.closest(".quick-reply");
  if (button === null) return;
  const { text, choice } = button.dataset;
  ask(button.textContent, text === undefined ? { choice } : { text });
});
byId("open-place").addEventListener("click", () => {
  placeFault(undefined);
  placeDialog.showModal();
});
byId("share-place").addEventListener("click", sharePlace);
byId("choose-city").addEventListener("click", showCities);
byId("close-place").addEventListener("click", () => placeDialog.close());
byId("cities").addEventListener("click", ({ target }) => {
  if (target.dataset.city === undefined) return;
  placeDialog.close();
  ask(target.dataset.city, { text: target.dataset.city });
});
window.addEventListener("offline", () => showFailure("网络断开了，连上后可以接着问。"));

for (const turn of history) show(turn);
if (stored("localStorage", SESSION_KEY) !== null) listen();
