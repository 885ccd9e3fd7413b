import type { FieldFault } from "../errors.ts";
import type { LocalDate } from "../kit/clock.ts";
import type { CourseDraft, CourseStatus } from "./course.ts";

/** What a draft is held against: the rows it points at, as they stand now. */
export interface DraftContext {
  today: LocalDate;
  /** Whether the institution, and with it the course, is demo data. */
  isDemo: boolean;
  /** undefined = no such occupation. */
  occupation: { levels: readonly number[] } | undefined;
  /** Sites of the institution itself. */
  siteIds: readonly string[];
  /** undefined = no such document. Only looked at when the draft names one. */
  subsidySource: { isDemo: boolean } | undefined;
}

const when = (isBroken: boolean, path: string, message: string): FieldFault[] => (isBroken ? [{ path, message }] : []);

function levelFaults({ level }: CourseDraft, occupation: DraftContext["occupation"]): FieldFault[] {
  if (level === null || occupation === undefined || occupation.levels.includes(level)) return [];
  return [
    {
      path: "level",
      message:
        occupation.levels.length === 0
          ? "这个职业没有技能等级，请选“不分等级”"
          : `这个职业没有这一级，可选 ${[...occupation.levels].sort((a, b) => b - a).join("、")} 级`,
    },
  ];
}

function subsidyFaults({ subsidySourceId }: CourseDraft, { subsidySource, isDemo }: DraftContext): FieldFault[] {
  if (subsidySourceId === null) return [];
  if (subsidySource === undefined) return [{ path: "subsidySourceId", message: "没有这份补贴文件，请从列表中选" }];
  return when(
    subsidySource.isDemo !== isDemo,
    "subsidySourceId",
    isDemo ? "示例机构只能引用示例文件" : "不能引用示例文件，请选真实的补贴文件",
  );
}

/** Everything in a well-formed draft that does not fit the rows it points at; all of it at once. */
export function draftFaults(draft: CourseDraft, context: DraftContext): FieldFault[] {
  return [
    ...when(context.occupation === undefined, "occupationCode", "职业分类里没有这个编码，请从列表中选职业"),
    ...levelFaults(draft, context.occupation),
    ...when(
      draft.siteId !== null && !context.siteIds.includes(draft.siteId),
      "siteId",
      "没有这个教学点，请从本机构的教学点中选",
    ),
    ...subsidyFaults(draft, context),
    ...draft.sessions.flatMap((session, index) =>
      when(session.startsOn < context.today, `sessions.${index}.startsOn`, "开班日期已经过去，请填今天或以后的日期"),
    ),
  ];
}

/** From where each step may be taken; a step from anywhere else is a conflict. */
const STEPS = {
  approve: ["submitted"],
  reject: ["submitted"],
  withdraw: ["submitted", "published"],
} as const satisfies Record<string, readonly CourseStatus[]>;
export type CourseStep = keyof typeof STEPS;

const STATUS_NAMES: Readonly<Record<CourseStatus, string>> = {
  submitted: "等待审核",
  published: "已经发布",
  rejected: "已被退回",
  withdrawn: "已经撤下",
  expired: "已经过期",
};

/** @returns why the step cannot be taken, in plain Chinese; undefined when it can */
export function stepFault(status: CourseStatus, step: CourseStep): string | undefined {
  const allowed: readonly CourseStatus[] = STEPS[step];
  return allowed.includes(status)
    ? undefined
    : `这门课程${STATUS_NAMES[status]}，不能再做这一步。请刷新页面看最新状态。`;
}

/** What a course may leave unsaid although a learner needs it to decide; whether it is said, without the texts themselves. */
export interface StatedFacts {
  /** Whether its occupation has levels at all. */
  hasLevels: boolean;
  level: number | null;
  isSubsidised: boolean | null;
  certificates: readonly string[];
  hasRequirements: boolean;
  hasPhone: boolean;
  hasDescription: boolean;
}

/** The share, 0…1 in hundredths, of those facts that the course states. A level counts only where the occupation has levels. */
export function completenessOf(facts: StatedFacts): number {
  const stated = [
    ...(facts.hasLevels ? [facts.level !== null] : []),
    facts.isSubsidised !== null,
    facts.certificates.length > 0,
    facts.hasRequirements,
    facts.hasPhone,
    facts.hasDescription,
  ];
  return Math.round((stated.filter(Boolean).length / stated.length) * 100) / 100;
}
