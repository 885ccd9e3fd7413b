import { describe, expect, it } from "vitest";
import { createPrivacyGate } from "../../miniprogram/services/privacy-gate";
import { createPhone } from "./phone";

function opened() {
  const phone = createPhone();
  const gate = createPrivacyGate(phone.platform);
  const shown: string[] = [];
  const answers: string[] = [];
  const ask = (name: string): void =>
    phone.askPrivacy((isAgreed, buttonId) => void answers.push(`${name} ${isAgreed ? buttonId : "no"}`));
  const watch = (sheet: object, name: string): void =>
    gate.watch(sheet, (isAsked) => void shown.push(`${name} ${isAsked ? "asks" : "rests"}`));
  return { gate, shown, answers, ask, watch };
}

describe("the gate of WeChat's privacy guide", () => {
  it("shows the sheet of the page in front and answers with the button that was tapped", () => {
    const { gate, shown, answers, ask, watch } = opened();
    watch({}, "chat");
    ask("location");
    expect(shown.at(-1)).toBe("chat asks");
    gate.agree("agree-privacy");
    expect(answers).toEqual(["location agree-privacy"]);
    expect(shown.at(-1)).toBe("chat rests");
  });

  it("answers two interfaces that ask at once with one sheet, each once", () => {
    const { gate, answers, ask, watch } = opened();
    watch({}, "search");
    ask("location");
    ask("clipboard");
    gate.disagree();
    gate.disagree();
    expect(answers).toEqual(["location no", "clipboard no"]);
  });

  it("asks on the next page what was left unanswered on the one before", () => {
    const { shown, ask, watch, gate } = opened();
    const chat = {};
    watch(chat, "chat");
    ask("location");
    gate.unwatch(chat);
    watch({}, "search");
    expect(shown.at(-1)).toBe("search asks");
  });
});
