/** 关怀版: how much larger than standard its text is (小程序适老化设计指南). */
const CARE_SCALE = 1.4;
const MAX_SCALE = 2;

/**
 * How large text is drawn. Whoever has set WeChat's own text larger than 关怀版 keeps their size.
 * @param fontScale WeChat's setting, 1 = standard; a smaller one is not followed, for it would undo the touch sizes
 */
export function textScale(isCare: boolean, fontScale: number): number {
  const wanted = Math.max(isCare ? CARE_SCALE : 1, Number.isFinite(fontScale) ? fontScale : 1);
  return Math.min(wanted, MAX_SCALE);
}
