import type { CourseService } from "../../courses/course-service.ts";
import { AppError, type FieldFault, forbidden, notFound } from "../../errors.ts";
import type { Actor } from "../../http/route.ts";
import type { Institution } from "../../institutions/institution.ts";
import type { InstitutionService } from "../../institutions/institution-service.ts";
import type { Occupations } from "../../occupations/occupation.ts";
import type { SourceRef } from "../../source.ts";
import type { PageCall, PageResult, PageRoute } from "../page.ts";
import { courseForm } from "./course-form.ts";
import { draftOf, type Form, formFaults, sessionRows } from "./course-form-data.ts";
import { consoleFrame } from "./frame.ts";

export interface NewCourseNeeds {
  courses: CourseService;
  institutions: InstitutionService;
  occupations: Occupations;
  /** Documents that an institution may cite for a subsidy. */
  subsidySources(isDemo: boolean): Promise<SourceRef[]>;
}

type Staff = Extract<Actor, { kind: "staff" }>;

function staffOf(actor: Actor): Staff {
  if (actor.kind !== "staff") throw forbidden();
  return actor;
}

/** 新课程: the form, and its submission. Whatever is wrong, what was typed stays. */
export function newCoursePages({ courses, institutions, occupations, subsidySources }: NewCourseNeeds): PageRoute[] {
  const ownInstitution = async (actor: Staff): Promise<Institution> => {
    const institution = await institutions.byId(actor.institutionId);
    if (institution === undefined) throw notFound("机构");
    return institution;
  };

  const formPage = async (call: PageCall, form: Form, problem?: { fault?: string; faults: readonly FieldFault[] }) => {
    const actor = staffOf(call.actor);
    const institution = await ownInstitution(actor);
    const faults = problem?.faults ?? [];
    return consoleFrame({
      title: "新课程",
      account: actor.account,
      fault: problem?.fault,
      body: courseForm({
        institution,
        occupations,
        subsidySources: await subsidySources(institution.isDemo),
        form,
        faults,
      }),
    });
  };

  const submit = async (call: PageCall): Promise<PageResult> => {
    const { form, now } = call;
    const actor = staffOf(call.actor);
    const refused = async (fault: string, faults: readonly FieldFault[], status: number): Promise<PageResult> => ({
      html: await formPage(call, form, { fault, faults }),
      status,
    });
    const checked = draftOf(form, occupations);
    if (checked.faults !== undefined) return refused("有几项需要改，请看标红的地方。", checked.faults, 422);
    try {
      await courses.submit(actor, actor.institutionId, checked.draft, now);
      return { redirect: "/console?done=submitted" };
    } catch (error) {
      if (error instanceof AppError && error.status < 500)
        return refused(error.message, formFaults(form, error.fields), error.status);
      throw error;
    }
  };

  const common = { path: "/console/courses/new", access: { kind: "signedIn" }, isPrivate: true } as const;
  return [
    { ...common, method: "GET", perMinute: 120, render: async (call) => ({ html: await formPage(call, {}) }) },
    {
      ...common,
      method: "POST",
      perMinute: 30,
      render: async (call) => {
        if (call.form["act"] !== "add-session") return submit(call);
        const form = { ...call.form, rows: String(sessionRows(call.form) + 1) };
        return { html: await formPage(call, form) };
      },
    },
  ];
}
