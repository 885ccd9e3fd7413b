import type { CertificateTerm, Reading } from "../src/certificates/certificate.ts";
import { answerAboutCourse } from "./answer-about-course.ts";
import { askWhich } from "./asking.ts";
import { answerByKind, certificateInTalk, tellApart } from "./certificate-answers.ts";
import { certificateAsked, namesCertificate } from "./certificate-asked.ts";
import {
  aboutCheck,
  aboutConditions,
  aboutExam,
  aboutLoss,
  aboutValidity,
  aboutWorth,
  call12333,
  skillUpgradeAid,
  spokenPurpose,
} from "./certificate-words.ts";
import { currentResults } from "./dialogue.ts";
import { isAboutGrades, whoKnowsGrades } from "./grade-answers.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { itemOf, readCourse } from "./list-item.ts";
import { type Said, say, setting } from "./reply.ts";

const notOurs: Said = say`真假以发证部门的答复为准，我不能替它认定；查不到请拨打 ${setting("hotline", "12333")}。`;

/** What can be asked of a paper, most exact first; 补办 before 复审, for both speak of an old paper. */
const QUESTIONS: readonly (readonly [words: RegExp, about: (reading: Reading) => Said, tail: Said])[] = [
  [/补办|补发|补证|挂失|丢|掉了|遗失|(?:不见|弄没|咋个补|怎么补)/, aboutLoss, call12333],
  [/真假|真伪|假的|(?<!检)查(?!看)|网站|电子版/, aboutCheck, notOurs],
  [/复审|换证|年审|过期|到期|续期|续证|有效期|年检|补审|管(?:几|多少)年/, aboutValidity, call12333],
  [/补贴/, aboutWorth, skillUpgradeAid],
  [
    /认不认|认可|承认|通用|管用|有用|含金量|算不算|算(?:是|得上)?(?:技能|等级)|作数|值不值|吃香|取消|还(?:能|可以)考/,
    aboutWorth,
    call12333,
  ],
  [/条件|要求|年龄|学历|文化|多大|能不能考|可不可以考/, aboutConditions, call12333],
  [
    /哪里.{0,2}考|在哪.{0,2}考|去哪.{0,2}考|考点|考场/,
    aboutExam,
    say`考点我这里没有登记，请问培训机构或拨打 ${setting("hotline", "12333")}。`,
  ],
];

/** How hard, how many papers, how long the marks count: no record says. */
const NOT_ON_RECORD =
  /几门|几科|难不难|难考|好考|好不好考|成绩|保留|出证|下证|补考|题库|考题|几次|拿证要?(?:多久|几天)|几天.{0,6}证/;

const unknownHere: Said = say`考几门、难不难、成绩留多久、多久拿证，各评价机构安排不同，我这里没有登记。请问办班的机构，或拨打 ${setting("hotline", "12333")}。`;

const abolished = ({ services }: IntentCall): Said => {
  const kind = services.certificates.kind("vocational_qualification");
  return kind === undefined ? call12333 : say`职业资格证书：${spokenPurpose(kind)}。${call12333}`;
};

function answerTerm(call: IntentCall, term: CertificateTerm): Promise<Outcome> | Outcome {
  const { text, questions } = call.meaning;
  const asked = QUESTIONS.find(([words]) => words.test(text));
  if (asked !== undefined) {
    const [, about, tail] = asked;
    return answerByKind(call, term.readings, about, /取消/.test(text) ? abolished(call) : tail);
  }
  const [question] = questions;
  // 厨师证 is several papers first; which dish comes after. 消防证 is one paper, but several trades.
  if (question !== undefined && !question.isGuess && term.readings.length === 1) return askWhich(call.state, question);
  if (NOT_ON_RECORD.test(text)) return { state: call.state, draft: { parts: [unknownHere], action: "answer" } };
  return tellApart(call, term);
}

/** The kinds of paper that the course on the screen states. */
async function termOfItem(call: IntentCall): Promise<CertificateTerm | undefined> {
  const item = itemOf(call);
  const course = item.kind === "item" && item.list === "course" ? await readCourse(call, item.id) : undefined;
  const readings = (course?.certificates ?? []).flatMap((name): Reading[] => {
    const kind = call.services.certificates.kindIn(name);
    return kind === undefined ? [] : [{ kind, covers: "" }];
  });
  return course === undefined || readings.length === 0 ? undefined : { name: course.title, readings };
}

const OF_A_CLASS = /班|课|学完|学了|培训/;

const isAboutShown = (call: IntentCall): boolean =>
  itemOf(call).kind === "item" || (currentResults(call.state, call.now)?.ids.length ?? 0) > 0;

const aboutCourse = (call: IntentCall): Promise<Outcome> =>
  answerAboutCourse(
    call,
    { asked: ["certificate"] },
    {
      said: say`不同的班发的证不一样：有技能等级证书，也有上岗用的操作证。请告诉我想学什么、在哪里学，我把每个班的证书列出来；证书真伪请拨打 ${setting("hotline", "12333")} 查询。`,
    },
  );

const notInTable: Said = say`这种证归谁发、怎么考，我这里没有登记，不敢乱说。请拨打 ${setting("hotline", "12333")} 问清楚；告诉我想学什么、在哪里学，我可以先查有没有班。`;

/**
 * A question about papers: those that are named, those of the class on the screen, those of the trade that is talked of. What is in no
 * record and no table is said to be unknown, with who knows.
 */
export async function answerCertificates(call: IntentCall): Promise<Outcome> {
  const { text, slots } = call.meaning;
  if (isAboutGrades(call)) return whoKnowsGrades(call);
  const isNamed = namesCertificate(call);
  const inTalk = isNamed || itemOf(call).kind === "item" ? undefined : certificateInTalk(call);
  if (inTalk !== undefined) return answerTerm(call, inTalk);
  if (!isNamed && isAboutShown(call)) {
    const term = QUESTIONS.some(([words]) => words.test(text)) ? await termOfItem(call) : undefined;
    return term === undefined ? aboutCourse(call) : answerTerm(call, term);
  }
  if (slots.certificate === undefined && isNamed && OF_A_CLASS.test(text)) return aboutCourse(call);
  const term = certificateAsked(call);
  if (term !== undefined) return answerTerm(call, term);
  return isNamed ? { state: call.state, draft: { parts: [notInTable], action: "answer" } } : aboutCourse(call);
}
