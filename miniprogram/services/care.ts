import { textScale } from "../logic/care";
import type { Platform } from "./platform";

const KEY = "jiangtu.care";

/** 关怀版: larger text, set once for all pages of this phone. */
export interface Care {
  isOn(): boolean;
  turn(isOn: boolean): void;
  /** How large text is drawn, 1 to 2. */
  scale(): number;
}

export function createCare(platform: Pick<Platform, "read" | "write" | "fontScale">): Care {
  const isOn = (): boolean => platform.read(KEY) === true;
  return {
    isOn,
    turn: (wanted) => platform.write(KEY, wanted),
    scale: () => textScale(isOn(), platform.fontScale()),
  };
}
