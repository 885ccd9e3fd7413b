// Ways in which people write the same thing otherwise (CheckList's invariance tests). Each is pure but for its dice.
import type { Random } from "../../prisma/seed/random.ts";
import { syllablesOf } from "../../src/kit/text-zh.ts";
import { type SoundAlikes, traditionalOf } from "./characters.ts";

/** A trade or a larger place, as it stands in a message. Towns are left out: they are never matched by sound. */
export interface Name {
  text: string;
  kind: "occupation" | "place";
}

export interface Message {
  text: string;
  names: readonly Name[];
}

export interface Tools {
  random: Random;
  sounds: SoundAlikes;
}

/** @returns undefined where there is nothing to change */
export type Perturbation = (message: Message, tools: Tools) => string | undefined;

const inserted = (text: string, at: number, what: string): string => text.slice(0, at) + what + text.slice(at);

/** Where people put something: not within a number or a Latin word, nor between a pair of surrogates. */
const gapsOf = (text: string): number[] => {
  const gaps = [0];
  for (const character of text) gaps.push((gaps.at(-1) ?? 0) + character.length);
  return gaps.filter((gap) => !/^[\w.]{2}$/.test(text.slice(Math.max(0, gap - 1), gap + 1)));
};

/** One character of one name, by another. */
const slip =
  (othersOf: (tools: Tools, character: string) => readonly string[]): Perturbation =>
  ({ text, names }, tools) => {
    const options = names.flatMap((name) =>
      Array.from(name.text, (character, at) =>
        othersOf(tools, character).map((other) => ({ name: name.text, at, other })),
      ).flat(),
    );
    if (options.length === 0) return undefined;
    const { name, at, other } = tools.random.pick(options);
    return text.replace(name, name.slice(0, at) + other + name.slice(at + 1));
  };

const FILLERS = ["那个，", "嗯，", "嗯嗯 ", "呃", "那个"];
const TAILS = ["哈", "嘛", "哦", "咯"];
const EMOJI = ["😊", "🙏", "👍", "😂", "🌹", "❤️"];

const FULL_WIDTH_OFFSET = 0xfee0;
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + FULL_WIDTH_OFFSET)).replace(/ /g, "\u3000");

/** Particles that carry no meaning of their own; 了解, 目的 and the like are words. */
const PARTICLE = /(?<!目)的(?!士)|(?<!为|除)了(?!解)|[吗呢啊嘛吧哈]/g;

export const PERTURBATIONS: Readonly<Record<string, Perturbation>> = {
  homophone: slip(({ sounds }, character) => sounds.alike(character)),
  "Sichuan fold": slip(({ sounds }, character) => sounds.folded(character)),
  traditional: ({ text }) => traditionalOf(text),
  "full width": ({ text }) => fullWidth(text),
  spaces: ({ text }, { random }) => {
    const spaced = inserted(text, random.pick(gapsOf(text)), " ");
    return inserted(spaced, random.pick(gapsOf(spaced)), " ");
  },
  fillers: ({ text }, { random }) =>
    random.chance(0.6) ? random.pick(FILLERS) + text : text.replace(/(?=[。！？!?…]*$)/, random.pick(TAILS)),
  "dropped particle": ({ text, names }, { random }) => {
    const isInName = (at: number): boolean =>
      names.some((name) => at >= text.indexOf(name.text) && at < text.indexOf(name.text) + name.text.length);
    const particles = [...text.matchAll(PARTICLE)].filter(({ index }) => !isInName(index));
    if (particles.length === 0) return undefined;
    const { index } = random.pick(particles);
    return text.slice(0, index) + text.slice(index + 1);
  },
  "pinyin for one word": ({ text, names }, { random }) => {
    const written = names.filter((name) => /^\p{Script=Han}+$/u.test(name.text));
    if (written.length === 0) return undefined;
    const { text: name } = random.pick(written);
    return text.replace(name, syllablesOf(name).join(""));
  },
  emoji: ({ text }, { random }) => inserted(text, random.pick(gapsOf(text)), random.pick(EMOJI)),
  duplication: ({ text }, { random }) => {
    const signs = [...text.matchAll(/[，。！？,.!?~…吗呢啊嘛哈哦](?!\d)/gu)];
    if (signs.length === 0) return `${text}！！！`;
    const { index, 0: sign } = random.pick(signs);
    return inserted(text, index, sign.repeat(random.int(1, 4)));
  },
};
