// 检查: each push and each call, as it went over the wire.
import { byId, element } from "./dom.js";

const list = byId("exchanges");
const KEPT = 100;

const OUTCOMES = {
  none: "无回复（success）",
  reply: "已回复",
  invalid: "回复无效",
  unanswered: "没有答复",
  ok: "成功",
  refused: "被拒绝",
};
const STATUSES = { timeout: "超时", unreachable: "连不上" };

const attemptOf = ({ status, ms }, index) =>
  element("li", { textContent: `第 ${index + 1} 次：${STATUSES[status] ?? `HTTP ${status}`}，${ms} 毫秒` });

/** A line for each field: XML comes in one piece. */
const unfolded = (text) => text.replace(/>(?=<\w)/g, ">\n");

const blockOf = (title, text) =>
  text === "" ? undefined : element("div", {}, element("h3", { textContent: title }), element("pre", { textContent: unfolded(text), tabIndex: 0 }));

const headOf = ({ direction, title, outcome, replyKind, errcode }) => {
  const isBad = outcome === "invalid" || outcome === "unanswered" || outcome === "refused";
  const result = [OUTCOMES[outcome], replyKind, errcode ? `errcode ${errcode}` : undefined].filter(Boolean).join(" ");
  return element(
    "summary",
    {},
    element("span", { class: "exchange-title", textContent: `${direction === "push" ? "推送" : "调用"} ${title}` }),
    element("span", { class: isBad ? "exchange-bad" : "exchange-good", textContent: result }),
  );
};

const exchangeOf = (exchange) =>
  element(
    "li",
    {},
    element(
      "details",
      {},
      headOf(exchange),
      exchange.direction === "push"
        ? element("p", { textContent: exchange.isEncrypted ? "安全模式：已签名、已加密（下面是解密后的内容）" : "明文模式：已签名" })
        : undefined,
      exchange.fault === undefined ? undefined : element("p", { class: "exchange-bad", textContent: exchange.fault }),
      element("ul", {}, ...exchange.attempts.map(attemptOf)),
      blockOf(exchange.direction === "push" ? "平台发出" : "服务号发来", exchange.sent),
      blockOf(exchange.direction === "push" ? "服务号答复" : "平台答复", exchange.received),
    ),
  );

const drawer = byId("drawer");
let known = [];

/** Drawn only while somebody looks. */
const draw = () => {
  if (drawer.open) list.replaceChildren(...known.map(exchangeOf));
};
drawer.addEventListener("close", () => list.replaceChildren());

export const openDrawer = () => {
  drawer.showModal();
  draw();
};
/** Newest first. */
export const addExchange = (exchange) => {
  known = [exchange, ...known].slice(0, KEPT);
  if (!drawer.open) return;
  list.prepend(exchangeOf(exchange));
  list.children[KEPT]?.remove();
};
export const showExchanges = (exchanges) => {
  known = exchanges.slice(-KEPT).reverse();
  draw();
};
