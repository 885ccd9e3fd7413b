import type { CertificateTerm, Reading } from "../src/certificates/certificate.ts";
import { occupationAsked } from "./certificate-asked.ts";
import { coursesLeadingTo } from "./certificate-courses.ts";
import {
  aboutConditions,
  aboutProcess,
  aboutPurpose,
  spokenGrounds,
  spokenKind,
  spokenReading,
} from "./certificate-words.ts";
import { currentResults } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { choice, cite, joined, type Said, say, setting } from "./reply.ts";

/** 电工证 is two or three papers: what each is for and who issues it; the person says which. */
export function tellApart(call: IntentCall, term: CertificateTerm): Promise<Outcome> | Outcome {
  const [only, ...others] = term.readings;
  if (only !== undefined && others.length === 0) return tellKind(call, only, term.name);
  const lines = term.readings.map(
    (reading, at) => say`${setting("number", at + 1)}. ${spokenReading(reading)}：${aboutPurpose(reading)}`,
  );
  const kinds = term.readings.map(({ kind }) => kind.id);
  return {
    state: { ...call.state, certificatesShown: { term: term.name, kinds, shownAt: call.now.toISOString() } },
    draft: {
      parts: [
        joined(
          [
            say`“${cite("settings", "certificate_term", "name", term.name)}”有 ${setting("kinds", kinds.length)} 种，用处不一样：`,
            ...lines,
          ],
          "\n",
        ),
        spokenGrounds(term.readings),
        ...(term.isGeneral === true
          ? [say`这一行上岗还要不要别的证，我这里没有登记，请拨打 ${setting("hotline", "12333")} 问。`]
          : []),
        say`您要哪一种？回复序号，我说怎么考、哪些班发这种证。`,
      ],
      choices: term.readings.map(({ kind }, at) => choice(spokenKind(kind), `${at + 1}`)),
      // 什么证才能上岗 is answered by this; 怎么考 only once it is known which
      action: call.meaning.slots.attribute === "process" ? "clarify" : "answer",
    },
  };
}

/** The papers last told of, unless a list has been shown since. */
function readingsShown({ state, services, now }: IntentCall): Reading[] {
  const { certificatesShown } = state;
  if (certificatesShown === undefined) return [];
  const results = currentResults(state, now);
  if (results !== undefined && results.shownAt > certificatesShown.shownAt) return [];
  const term = services.certificates.term(certificatesShown.term);
  return certificatesShown.kinds.flatMap((id): Reading[] => {
    const kind = services.certificates.kind(id);
    const covers = term?.readings.find((each) => each.kind.id === id)?.covers ?? "";
    return kind === undefined ? [] : [{ kind, covers }];
  });
}

/** The kind whose number or name was said: 第二种, 特种作业那个. */
export function chosenCertificate(call: IntentCall): Reading | undefined {
  const { ordinal } = call.meaning.slots;
  const readings = readingsShown(call);
  if (readings.length < 2) return undefined;
  const named = call.services.certificates.kindIn(call.meaning.text);
  if (named !== undefined) return readings.find(({ kind }) => kind.id === named.id);
  if (ordinal === undefined || ordinal === "this") return undefined;
  return readings.at(ordinal === "last" ? -1 : ordinal - 1);
}

/** The one kind that is being talked of: 几年复审一次 after it was chosen. */
export function certificateInTalk(call: IntentCall): CertificateTerm | undefined {
  const readings = readingsShown(call);
  const name = call.state.certificatesShown?.term;
  return readings.length === 1 && name !== undefined ? { name, readings } : undefined;
}

/** One kind: what it is for, how it is got, and the courses that state it. */
export async function tellKind(call: IntentCall, reading: Reading, term = reading.kind.name): Promise<Outcome> {
  const { kind } = reading;
  const conditions = kind.conditions === null ? [] : [say`条件：${aboutConditions(reading)}。`];
  const told = [
    say`${spokenReading(reading)}：${aboutPurpose(reading)}。`,
    say`怎么考：${aboutProcess(reading)}。`,
    ...conditions,
    spokenGrounds([reading]),
  ];
  const occupation = occupationAsked(call);
  const certificatesShown = {
    term,
    kinds: [kind.id],
    shownAt: call.now.toISOString(),
  };
  const state = { ...call.state, certificatesShown };
  if (kind.taught === "no") return { state, draft: { parts: [joined(told, "\n")], action: "answer" } };
  if (occupation === undefined) {
    const more = say`请告诉我是哪个工种、在哪里学，我找发这种证的班。`;
    return { state, draft: { parts: [joined(told, "\n"), more], action: "answer" } };
  }
  const courses = await coursesLeadingTo(kind, { ...call, state });
  const name = cite("occupation", occupation.code, "name", occupation.name);
  return {
    state: courses.state,
    draft: {
      parts: [joined(told, "\n"), courses.said],
      choices: courses.isFound ? [] : [choice(say`找${name}的课`, `${occupation.name}培训`)],
      action: "answer",
    },
  };
}

/** One line for each paper the word can mean, on the one thing that was asked. */
export function answerByKind(
  { state }: IntentCall,
  readings: readonly Reading[],
  about: (reading: Reading) => Said,
  tail: Said,
): Outcome {
  const lines = readings.map((reading) => say`· ${spokenReading(reading)}：${about(reading)}`);
  return {
    state,
    draft: { parts: [joined(lines, "\n"), say`${spokenGrounds(readings)}${tail}`], action: "answer" },
  };
}
