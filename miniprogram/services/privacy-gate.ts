import type { Platform } from "./platform";

type Answer = (isAgreed: boolean, buttonId: string) => void;

/** WeChat's own gate: before an interface may touch personal data, the person agrees to the privacy guide, in a sheet of ours. */
export interface PrivacyGate {
  /** The sheet of the page in front, from when the page is shown until it is hidden. */
  watch(sheet: object, show: (isAsked: boolean) => void): void;
  unwatch(sheet: object): void;
  /** @param buttonId of the button with open-type agreePrivacyAuthorization that was tapped */
  agree(buttonId: string): void;
  disagree(): void;
}

export function createPrivacyGate(platform: Pick<Platform, "onPrivacyAsked">): PrivacyGate {
  let waiting: Answer[] = [];
  let sheets: { sheet: object; show: (isAsked: boolean) => void }[] = [];
  const show = (): void => sheets[sheets.length - 1]?.show(waiting.length > 0);
  const unwatch = (sheet: object): void => {
    sheets = sheets.filter((each) => each.sheet !== sheet);
  };

  // Two interfaces may ask at once: one sheet answers both.
  platform.onPrivacyAsked((answer) => {
    waiting = [...waiting, answer];
    show();
  });

  const settle = (isAgreed: boolean, buttonId: string): void => {
    const answered = waiting;
    waiting = [];
    for (const answer of answered) answer(isAgreed, buttonId);
    show();
  };

  return {
    watch: (sheet, showIt) => {
      unwatch(sheet);
      sheets = [...sheets, { sheet, show: showIt }];
      show();
    },
    unwatch,
    agree: (buttonId) => settle(true, buttonId),
    disagree: () => settle(false, ""),
  };
}
