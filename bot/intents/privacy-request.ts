import { localDate, spokenDate } from "../../src/kit/clock.ts";
import { givenPurposes, PURPOSE_NAMES } from "../../src/people/consent.ts";
import type { OwnData } from "../../src/people/own-data-store.ts";
import { carryOutConsent } from "../consent-acts.ts";
import { consentActOf } from "../consent-words.ts";
import { applyOp, STATE_HOURS } from "../dialogue.ts";
import { forgetMe } from "../forget-me.ts";
import { choice, cite, joined, type Said, say, setting } from "../reply.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

const DELETES =
  /删|清|抹|注销|销毁|销号|弄掉|去掉|拿掉|撤回|撤销|收回|被遗忘|不(?:想|要|准|许|同意)[^。]{0,10}(?:留|存|用|收集)/;
const EXPORTS = /导|下载|拷|打包|复制|打印|一份/;
const CORRECTS = /改|更正|更新|换|填错|写错|登错|录错/;
const CONFIRMS = /^(?:确认|确定|是的?[,，]?)(?:全部)?删除/;

const count = (field: string, number: number): Said => cite("settings", "own_data", field, number);

/** What is stored, kind by kind. What is not stored is said as well, for that is what people fear. */
function listed(data: OwnData, { today }: IntentCall): Said {
  const active = data.savedSearches.filter(({ cancelledAt }) => cancelledAt === null);
  const since = cite("settings", "own_data", "since", spokenDate(localDate(data.since), today));
  const search = data.dialogue?.["search"];
  const conditions = typeof search === "object" && search !== null ? Object.keys(search).length : 0;
  const points = data.places.filter(({ lat }) => lat !== null);
  const agreed = givenPurposes(data.consents).map((purpose) =>
    cite("settings", "own_data", "purpose", PURPOSE_NAMES[purpose]),
  );
  return say`我这里存的关于您的东西，只有这些：
· 一个由渠道编号算出来的代号（还原不出您是谁），从${since}起
· 正在找课的条件：${count("conditions", conditions)} 项，${setting("state_hours", STATE_HOURS)} 小时不说话就作废
· 位置：${points.length > 0 ? say`有，只精确到约 ${setting("rounding_km", 1)} 公里` : say`没有`}
· 您同意过的：${agreed.length > 0 ? joined(agreed, "、") : say`没有`}；个性化推荐：${data.isPersonalised ? say`开` : say`关`}
· 订阅：${count("savedSearches", active.length)} 个；发过的通知：${count("inbox", data.inbox.length)} 条
· 登记的需求：${count("demands", data.demands.length)} 个
· 投诉：${count("complaints", data.complaints.length)} 件
您写的原话（投诉除外）、姓名、电话、身份证号都不存。`;
}

/** What and where, as it stands in the row. */
function demanded({ occupationCode, topic, divisionCode }: OwnData["demands"][number], { services }: IntentCall): Said {
  const { places, occupations } = services;
  const what =
    occupationCode === null
      ? cite("settings", "own_data", "topic", topic ?? "")
      : cite("occupation", occupationCode, "name", occupations.byCode(occupationCode)?.name ?? occupationCode);
  const where =
    divisionCode === null
      ? say`全省`
      : cite("place", divisionCode, "fullName", places.byCode(divisionCode)?.fullName ?? divisionCode);
  return say`${what} · ${where}`;
}

const copied = (data: OwnData, call: IntentCall): Said[] => {
  const { today } = call;
  const day = (at: Date, field: string): Said => cite("settings", "own_data", field, spokenDate(localDate(at), today));
  const lines = [
    ...data.savedSearches.map(
      ({ label, createdAt, cancelledAt }) =>
        say`订阅（${day(createdAt, "savedSearch")}${cancelledAt === null ? say`` : say`，已退订`}）：${cite("settings", "own_data", "label", label)}`,
    ),
    ...data.demands.map((demand) => say`登记的需求（${day(demand.createdAt, "demand")}）：${demanded(demand, call)}`),
    ...data.complaints.map(
      ({ ticketNo, words }) =>
        say`投诉 ${cite("settings", "own_data", "ticketNo", ticketNo)}：${cite("settings", "own_data", "words", words ?? "（已删除）")}`,
    ),
  ];
  return lines.length === 0 ? [] : [joined(lines, "\n")];
};

const answered = (
  { state }: IntentCall,
  parts: readonly Said[],
  choices = [choice(say`删除我的记录`), choice(say`导出我的记录`)],
): Outcome => ({ state, draft: { parts, choices, action: "answer" } });

const askFirst = ({ state }: IntentCall): Outcome => ({
  state: applyOp(state, { op: "confirmFirst", act: "forget_me" }),
  draft: {
    parts: [
      say`删除以后找不回来：找课的条件、位置、订阅、通知、登记的需求、投诉的内容都会删掉，订了的开班通知也收不到了。确定要删，请回复“确认删除”；不删就当没说过。`,
    ],
    choices: [choice(say`确认删除`), choice(say`不删了`)],
    action: "confirm",
  },
});

const NOTHING = say`我这里没有存您的任何记录。`;

/** 查看, 导出, 更正, 删除 what is stored about oneself. */
export const privacyRequest: Intent = {
  name: "privacy_request",
  examples: ["你们存了我哪些信息", "导出我的记录", "删除我的聊天记录", "注销账号"],
  run: async (call) => {
    const { text } = call.meaning;
    const act = consentActOf(text);
    if (act !== undefined) return carryOutConsent(call, act);
    if (CONFIRMS.test(text) && call.state.confirming?.act === "forget_me") return forgetMe(call);
    if (DELETES.test(text)) return askFirst(call);
    const { people } = call.services;
    const isExport = EXPORTS.test(text);
    const { personId } = call.turn;
    const data = isExport ? await people.exportOwnData(personId, call.now) : await people.ownData(personId);
    if (data === undefined) return answered(call, [NOTHING], []);
    if (isExport) return answered(call, [listed(data, call), ...copied(data, call)], [choice(say`删除我的记录`)]);
    if (CORRECTS.test(text))
      return answered(call, [
        say`我这里不存姓名、电话和身份证号，所以没有可改的。报名时填的资料在办班的机构那里，请找机构改；补贴申请的资料拨打 ${setting("hotline", "12333")} 问经办窗口怎么改。`,
        listed(data, call),
      ]);
    return answered(call, [listed(data, call)]);
  },
};
