/** Money is an integer number of fen (0.01 yuan) everywhere; only these two functions turn it into words and back. */
export function spokenFee(feeFen: number): string {
  if (feeFen === 0) return "免费";
  return `${feeFen % 100 === 0 ? feeFen / 100 : (feeFen / 100).toFixed(2)} 元`;
}

/** @returns fen, or undefined when the text is not an amount of yuan with at most two decimals */
export function fenOfYuan(text: string): number | undefined {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : undefined;
}
