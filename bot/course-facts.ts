import { COURSE_MODE_NAMES, COURSE_SCHEDULE_NAMES, type Course } from "../src/courses/course.ts";
import { spokenDate } from "../src/kit/clock.ts";
import { distanceMetres, spokenDistance } from "../src/kit/geo.ts";
import { citedSource, field, spokenAddress, spokenCourseFee, spokenInstitution } from "./course-words.ts";
import type { IntentCall } from "./intents/intent.ts";
import { cite, joined, type Said, say, setting } from "./reply.ts";
import type { Attribute } from "./understand/grammars/attribute.ts";
import type { Meaning } from "./understand/meaning.ts";

/** What is asked of a course: an attribute of the schema, or one of the extras. */
export type Asked = Attribute | "job_guarantee";

/** The answer to exactly one question, and whether the record holds it. */
export interface Fact {
  said: Said;
  isStated: boolean;
}

type Tell = (course: Course, call: IntentCall) => Fact;

const stated = (said: Said): Fact => ({ said, isStated: true });
const unstated = (what: Said): Fact => ({ said: say`${what}，机构没有写明`, isStated: false });

const LONGEST_QUOTE = 80;

/** The first sentence of the institution's own words that speaks of it, word for word. */
function quoted(course: Course, pattern: RegExp): Said | undefined {
  const { description, requirements, howToEnrol } = course;
  for (const [name, text] of Object.entries({ howToEnrol, requirements: requirements ?? "", description })) {
    const sentence = text.split(/[。；;！!\n]/).find((each) => pattern.test(each));
    if (sentence !== undefined) return field(course, name, sentence.trim().slice(0, LONGEST_QUOTE));
  }
  return undefined;
}

/** What no field holds, but the institution may have written somewhere. */
const fromItsWords =
  (what: Said, pattern: RegExp): Tell =>
  (course) => {
    const words = quoted(course, pattern);
    return words === undefined ? unstated(what) : stated(say`机构写的是：${words}`);
  };

const MORE_FEES = /教材|资料费|书本费|考试费|报考费|报名费|工具|材料费|体检|押金|隐形|另外(?:收|交|给)|含不含|包不包/;

function fee(course: Course, { meaning }: IntentCall): Fact {
  const said = course.feeFen === 0 ? spokenCourseFee(course) : say`学费 ${spokenCourseFee(course)}`;
  return MORE_FEES.test(meaning.text) ? unstated(say`${said}；还有没有别的收费`) : stated(said);
}

function aid(course: Course): Fact {
  if (course.isSubsidised === null) return unstated(say`有没有补贴`);
  if (!course.isSubsidised) return stated(say`机构写明没有补贴`);
  return stated(
    course.subsidySource === null
      ? say`机构写明有补贴，没有写依据哪份文件`
      : say`机构写明有补贴，依据${citedSource(course.subsidySource)}`,
  );
}

/** At most two: a person wants the next one. */
function starts(course: Course, { today }: IntentCall): Fact {
  const days = course.sessions
    .slice(0, 2)
    .map(({ startsOn }) => say`${field(course, "startsOn", spokenDate(startsOn, today))}开班`);
  return stated(days.length === 0 ? say`现在没有可报的班次` : joined(days, "，"));
}

function seats(course: Course, { today }: IntentCall): Fact {
  const [first] = course.sessions;
  if (first === undefined) return stated(say`现在没有可报的班次`);
  const day = field(course, "startsOn", spokenDate(first.startsOn, today));
  return stated(
    first.seatsLeft > 0
      ? say`${day}开的班还有 ${field(course, "seatsLeft", first.seatsLeft)} 个名额`
      : say`${day}开的班名额满了`,
  );
}

function length(course: Course, { today }: IntentCall): Fact {
  const hours = say`共 ${field(course, "hours", course.hours)} 课时`;
  const [first] = course.sessions;
  if (first === undefined) return stated(hours);
  const [from, to] = [spokenDate(first.startsOn, today), spokenDate(first.endsOn, today)];
  return stated(say`${hours}，${field(course, "startsOn", from)}至${field(course, "endsOn", to)}`);
}

function hoursOfDay(course: Course): Fact {
  const schedule = say`${field(course, "schedule", COURSE_SCHEDULE_NAMES[course.schedule])}上课`;
  const words = quoted(
    course,
    /\d{1,2}[:：]\d{2}|[\d一二三四五六七八九十]点|(?:上午|下午|晚上)[\d一二三四五六七八九十]/,
  );
  return words === undefined ? unstated(say`${schedule}；具体几点`) : stated(say`${schedule}；机构写的是：${words}`);
}

function deadline(course: Course, call: IntentCall): Fact {
  const words = quoted(course, /截止|截至|报满即止|报名时间/);
  return words === undefined
    ? { said: say`报名截止日期机构没有写明；${seats(course, call).said}`, isStated: false }
    : stated(say`机构写的是：${words}`);
}

const online = (course: Course): Said => say`${field(course, "mode", COURSE_MODE_NAMES[course.mode])}上课，没有教学点`;

function address(course: Course): Fact {
  const { site } = course;
  if (site === null) return stated(online(course));
  return stated(say`在${spokenAddress(course, site)}（${field(course, "site.name", site.name)}）`);
}

/** From where the person is, when they have shared it; a place they only named is not where they stand. */
function distance(course: Course, call: IntentCall): Fact {
  const { where } = call.state.search;
  const here = where?.kind === "point" ? where.point : call.state.home;
  const there = address(course).said;
  if (course.site === null) return stated(there);
  if (here === undefined) return stated(say`${there}；发个位置给我，我算有多远`);
  const metres = distanceMetres(here, course.site.point);
  return stated(say`离您${field(course, "distance", spokenDistance(metres))}，${there}`);
}

const phone = (course: Course): Fact =>
  course.contactPhone === null
    ? { said: say`机构没有登记电话。报名办法：${field(course, "howToEnrol", course.howToEnrol)}`, isStated: true }
    : stated(say`电话 ${field(course, "contactPhone", course.contactPhone)}（${spokenInstitution(course)}）`);

const enrolment = (course: Course): Fact => {
  const way = say`报名找${spokenInstitution(course)}：${field(course, "howToEnrol", course.howToEnrol)}`;
  return stated(
    course.contactPhone === null ? way : say`${way}；电话 ${field(course, "contactPhone", course.contactPhone)}`,
  );
};

const requirements = (course: Course): Fact =>
  course.requirements === null
    ? unstated(say`报名条件`)
    : stated(say`报名条件是${field(course, "requirements", course.requirements)}`);

const certificatesOf = (course: Course): Said =>
  joined(
    course.certificates.map((name) => field(course, "certificates", name)),
    "、",
  );

const certificate = (course: Course): Fact =>
  course.certificates.length === 0 ? unstated(say`学完发什么证书`) : stated(say`学完考${certificatesOf(course)}`);

const accreditation = (course: Course): Fact => ({
  said: say`办班的是${spokenInstitution(course)}；资质我这里没有登记，可以拨打 ${setting("hotline", "12333")} 核实`,
  isStated: true,
});

const noPay: Tell = (course) =>
  stated(
    say`课程里不写工资和前景，我没有可靠的数据；这门课教的是${cite("occupation", course.occupationCode, "name", course.occupationName)}`,
  );

/** One line of the record for each thing people ask. */
const FACTS: Partial<Record<Asked, Tell>> = {
  price: fee,
  amount: aid,
  start_date: starts,
  time: hoursOfDay,
  duration: length,
  deadline,
  address,
  distance,
  phone,
  seats,
  process: enrolment,
  requirements,
  eligibility: requirements,
  certificate,
  accreditation,
  salary: noPay,
  prospects: noPay,
  materials: fromItsWords(say`报名要带什么`, /带|材料|资料|身份证|复印|照片/),
  boarding: fromItsWords(say`包不包吃住`, /食宿|住宿|宿舍|包吃|包住|吃住|午餐/),
  installment: fromItsWords(say`学费能不能分期`, /分期|分次|分[两二三几]次/),
  exam_place: fromItsWords(say`在哪里考试`, /考点|考场|考试地点/),
  job_guarantee: fromItsWords(say`学完管不管介绍工作`, /就业|推荐|上岗|岗位/),
};

/** Words that leave no doubt, where a vaguer one stands before them: 能不能分期 asks not who may. */
const PLAIN_WORDS: readonly (readonly [words: RegExp, asked: Asked])[] = [
  [/分期|分[两二三几]次|分次/, "installment"],
  [/(?:包|管|提供|有没有|含).{0,3}(?:吃|住|宿舍|食宿)|住宿费|住校|食宿/, "boarding"],
  [/截止|截至|最晚(?:好久|哪天|几号|什么时候)/, "deadline"],
];

/** What the words of a question ask of a course; undefined when they ask for nothing that courses state. */
export function askedIn({ text, slots }: Meaning): Asked | undefined {
  const plain = PLAIN_WORDS.find(([words]) => words.test(text))?.[1];
  if (plain !== undefined) return plain;
  const { attribute, extras = [] } = slots;
  if (attribute !== undefined && isAskable(attribute)) return attribute;
  return extras.find((extra) => extra === "boarding" || extra === "job_guarantee");
}

const isAskable = (asked: Asked): boolean => FACTS[asked] !== undefined;

/** What the course says to the question; what no course says is said to be unstated. */
export const factOf = (course: Course, asked: Asked, call: IntentCall): Fact =>
  FACTS[asked]?.(course, call) ?? unstated(say`您问的这一点`);
