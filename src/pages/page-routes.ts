import type { BaseService } from "../bases/base-service.ts";
import type { ComplaintService } from "../complaints/complaint-service.ts";
import type { DemandService } from "../demands/demand-service.ts";
import { basePage } from "./base-page.ts";
import { type ChatPageNeeds, chatPage } from "./chat-page.ts";
import { complaintPages } from "./console/complaints-page.ts";
import { courseSteps } from "./console/course-steps.ts";
import { demandsPage } from "./console/demands-page.ts";
import { homePage } from "./console/home-page.ts";
import { type NewCourseNeeds, newCoursePages } from "./console/new-course-page.ts";
import { type SignInNeeds, signInPages } from "./console/sign-in-page.ts";
import { coursePage } from "./course-page.ts";
import { docsPage } from "./docs-page.ts";
import type { PageRoute } from "./page.ts";
import { type PrivacyPageNeeds, privacyPage } from "./privacy-page.ts";
import { type RankingPageNeeds, rankingPage } from "./ranking-page.ts";

/** Every page there is. */
export const pageRoutes = (
  needs: ChatPageNeeds &
    NewCourseNeeds &
    PrivacyPageNeeds &
    RankingPageNeeds &
    SignInNeeds & { bases: BaseService; complaints: ComplaintService; demands: DemandService },
): PageRoute[] => [
  chatPage(needs),
  coursePage(needs),
  basePage(needs),
  docsPage,
  rankingPage(needs),
  privacyPage(needs),
  ...signInPages(needs),
  homePage(needs.courses),
  ...newCoursePages(needs),
  ...courseSteps(needs.courses),
  ...complaintPages(needs),
  demandsPage(needs),
];
