// The conversation with the account: shows what the local platform tells, and hands over what the person does.
import { button, byId, element, fillSelect } from "./dom.js";
import { addExchange, openDrawer, showExchanges } from "./drawer.js";
import { entryOf, timeLine } from "./entries.js";
import { closeMenus, showMenu } from "./menu.js";
import { choosePlace, countyChooser } from "./places.js";
import { act, listen, saveSettings, upload } from "./platform.js";

const TIME_GAP_MS = 5 * 60_000;
const TYPING_MS = 15_000;
const entries = byId("entries");
/** Of the QR code whose address this page was opened by. */
let linkScene = new URLSearchParams(location.search).get("scene");

// ---------------------------------------------------------------- doing

const sayFault = (sentence) => {
  byId("fault").hidden = sentence === undefined;
  byId("fault").textContent = sentence ?? "";
};

/** What cannot be done is said below the conversation, or below the button to follow. */
const tried = async (work) => {
  sayFault(undefined);
  try {
    return await work();
  } catch (error) {
    sayFault(error instanceof TypeError ? "连不上本地模拟，请看程序是否还在运行" : error.message);
    return undefined;
  }
};
const perform = (action) => tried(() => act(action));

const openMiniprogram = (path) => {
  byId("elsewhere-text").textContent = `页面：${path}`;
  byId("elsewhere").showModal();
};

let onPicture;
const choosePicture = (work) => {
  onPicture = work;
  byId("file").click();
};
const chooseCode = (work) => {
  const form = byId("code-form");
  form.onsubmit = (event) => {
    event.preventDefault();
    byId("code-dialog").close();
    work(byId("code-text").value);
    form.reset();
  };
  byId("code-dialog").showModal();
};

const tapped = ({ type, key, url, pagepath }) => {
  switch (type) {
    case "click":
      return perform({ kind: "click", key });
    case "view":
      return perform({ kind: "view", url });
    case "miniprogram":
      openMiniprogram(pagepath);
      return perform({ kind: "view_miniprogram", path: pagepath });
    case "location_select":
      return choosePlace((place) => perform({ kind: "location_select", key, place }));
    case "scancode_push":
    case "scancode_waitmsg":
      return chooseCode((result) => perform({ kind: type, key, result }));
    case "pic_sysphoto":
    case "pic_photo_or_album":
    case "pic_weixin":
      return choosePicture((mediaId) => perform({ kind: "picture", event: type, key, mediaId }));
    default:
      return sayFault("本地模拟没有这种菜单");
  }
};

// ---------------------------------------------------------------- showing

const when = {
  onReply: (text, menuId) => perform({ kind: "text", text, menuId }),
  onMiniprogram: openMiniprogram,
};

let lastShownAt = 0;
const show = (entry) => {
  const at = Date.parse(entry.at);
  if (at - lastShownAt > TIME_GAP_MS) entries.append(timeLine(entry.at));
  lastShownAt = at;
  const shown = entryOf(entry, when);
  entries.append(shown);
  shown.scrollIntoView({ block: "end" });
};

let typingTimer;
const showTyping = (isTyping) => {
  clearTimeout(typingTimer);
  byId("typing").textContent = isTyping ? "对方正在输入…" : "";
  if (isTyping) typingTimer = setTimeout(() => showTyping(false), TYPING_MS);
};

const MODES = { menu: "换成键盘输入", keyboard: "换成服务号菜单" };
const setMode = (mode) => {
  byId("bottom").dataset.mode = mode;
  byId("toggle").setAttribute("aria-label", MODES[mode]);
  byId("menu").hidden = mode !== "menu";
  byId("say").hidden = mode !== "keyboard";
};

const togglePanel = (isOpen = byId("panel").hidden) => {
  byId("panel").hidden = !isOpen;
  byId("plus").setAttribute("aria-expanded", String(isOpen));
};

const templateRow = ({ id, title, type, account }, credit) => {
  const left = credit?.isLongTerm ? "长期" : `剩 ${credit?.count ?? 0} 次`;
  const choose = (result) => () => perform({ kind: "subscribe_choice", choices: [{ templateId: id, result }] });
  return element(
    "li",
    {},
    element("span", { textContent: `${title}（${type === 3 ? "长期" : "一次性"}，${left}）` }),
    account === "official" ? button("允许", "small", choose("accept")) : undefined,
    account === "official" ? button("不允许", "small", choose("reject")) : undefined,
  );
};

let shownMenu;
const showView = ({ isFollowing, isRefusing, menu, templates, scenes, credits }) => {
  const wasFollowing = !byId("conversation").hidden;
  byId("follow-page").hidden = isFollowing;
  for (const id of ["top", "conversation", "bottom"]) byId(id).hidden = !isFollowing;
  byId("refusing").checked = isRefusing;
  byId("templates").replaceChildren(
    ...templates.filter(({ account }) => account === "official").map((one) => templateRow(one, credits[one.id])),
  );
  byId("made-codes").hidden = scenes.length === 0;
  fillSelect(byId("code-made"), [{ value: "", label: "（不用）" }, ...scenes.map((scene) => ({ value: scene, label: scene }))]);
  if (JSON.stringify(menu) !== shownMenu) {
    shownMenu = JSON.stringify(menu);
    showMenu(menu, tapped);
    byId("toggle").hidden = menu.length === 0;
    setMode(menu.length === 0 ? "keyboard" : "menu");
  }
  if (isFollowing && linkScene !== null) perform({ kind: "scan", ...takeLinkScene() });
  if (isFollowing && !wasFollowing) byId("conversation").focus({ preventScroll: true });
};

listen({
  view: showView,
  history: (told) => {
    entries.replaceChildren();
    lastShownAt = 0;
    for (const entry of told.entries) show(entry);
    showExchanges(told.exchanges);
  },
  entry: (entry) => {
    if (entry.side === "account") showTyping(false);
    show(entry);
  },
  exchange: addExchange,
  typing: ({ isTyping }) => showTyping(isTyping),
  reset: () => location.reload(),
});

// ---------------------------------------------------------------- wiring

const on = (id, event, work) => byId(id).addEventListener(event, work);

/** A code is scanned once, not again with each reload. */
const takeLinkScene = () => {
  const scene = linkScene;
  linkScene = null;
  history.replaceState(null, "", "/");
  return scene === null ? {} : { scene };
};
on("follow", "click", () => {
  perform({ kind: "follow", ...takeLinkScene() });
  byId("follow-link").hidden = true;
});
if (linkScene !== null) {
  byId("follow-link").hidden = false;
  byId("follow-link").textContent = `来自二维码：${linkScene}`;
}
let codeCounty;
on("follow-by-code", "toggle", async () => {
  codeCounty ??= await countyChooser(byId("code-city"), byId("code-county"));
});
on("follow-scanned", "click", () => {
  const made = byId("code-made").value;
  perform({ kind: "follow", scene: made === "" ? `${codeCounty().code}_${byId("code-channel").value}` : made });
});

on("say", "submit", (event) => {
  event.preventDefault();
  const text = byId("text").value.trim();
  byId("text").focus();
  if (text === "") return;
  byId("text").value = "";
  perform({ kind: "text", text });
});
on("toggle", "click", () => {
  togglePanel(false);
  closeMenus();
  setMode(byId("bottom").dataset.mode === "menu" ? "keyboard" : "menu");
  if (byId("bottom").dataset.mode === "keyboard") byId("text").focus();
});
on("plus", "click", () => togglePanel());
on("send-place", "click", () => {
  togglePanel(false);
  tried(() => choosePlace((place) => perform({ kind: "location", place })));
});
on("send-image", "click", () => {
  togglePanel(false);
  choosePicture((mediaId) => perform({ kind: "image", mediaId }));
});
on("send-voice", "click", () => {
  togglePanel(false);
  perform({ kind: "voice" });
});
on("file", "change", async ({ target }) => {
  const [file] = target.files;
  if (file === undefined) return;
  const kept = await tried(() => upload(file));
  target.value = "";
  if (kept !== undefined) onPicture(kept.mediaId);
});

on("open-settings", "click", () => byId("settings").showModal());
on("open-drawer", "click", openDrawer);
on("refusing", "change", ({ target }) => tried(() => saveSettings({ isRefusing: target.checked })));
on("unfollow", "click", () => {
  byId("settings").close();
  perform({ kind: "unfollow" });
});
on("scan-form", "submit", (event) => {
  event.preventDefault();
  byId("settings").close();
  perform({ kind: "scan", scene: byId("scan-scene").value.trim() });
});
for (const closer of document.querySelectorAll("[data-close]"))
  closer.addEventListener("click", () => closer.closest("dialog").close());
