// Reads a message as the bot does, up to its gates.
import { expect, it } from "vitest";
import { readGate } from "../../../bot/understand/gates/index.ts";
import { guard } from "../../../bot/understand/guard.ts";
import { loadLanguage } from "../../../bot/understand/language.ts";
import { createNormalise } from "../../../bot/understand/normalise.ts";
import { findPersonalNumbers, maskNumbers } from "../../../src/kit/masking.ts";

const normalise = createNormalise(loadLanguage());

export function gateAt(raw: string): string | undefined {
  const { text } = normalise(guard(raw));
  const numbers = findPersonalNumbers(text);
  return readGate(maskNumbers(text, numbers), numbers)?.intent;
}

/** One message a line. @param stops what must be met by the gate; `passes` what the same words mean without being it */
export function holdsGate(gate: string, stops: string, passes: string): void {
  const lines = (text: string): string[] => text.trim().split("\n");
  it.each(lines(stops))(`${gate} meets: %s`, (text) => expect(gateAt(text)).toBe(gate));
  it.each(lines(passes))(`${gate} lets through: %s`, (text) => expect(gateAt(text)).not.toBe(gate));
}
