import { type Api, createApi } from "./api";
import { createCall } from "./call";
import { type Care, createCare } from "./care";
import { type Consents, createConsents } from "./consents";
import { createErrand, type Errand } from "./errand";
import { createFollowing, type Following } from "./following";
import type { Platform } from "./platform";
import { createPrivacyGate, type PrivacyGate } from "./privacy-gate";
import { createSession, type Session } from "./session";
import { createWhereabouts, type Whereabouts } from "./whereabouts";

/** All that pages use, put together once by app.ts. */
export interface Services {
  platform: Platform;
  api: Api;
  session: Session;
  care: Care;
  consents: Consents;
  following: Following;
  whereabouts: Whereabouts;
  privacyGate: PrivacyGate;
  /** Where 找课程 is to look when it is opened next. */
  errand: Errand;
  /** 12333, for what no record says. */
  hotline: string;
}

/** What app.ts hands to the pages by getApp(). */
export interface JiangtuApp {
  services: Services;
}

interface ServiceSettings {
  apiUrl: string;
  noticeTemplates: readonly string[];
  hotline: string;
}

export function createServices(platform: Platform, { apiUrl, noticeTemplates, hotline }: ServiceSettings): Services {
  const call = createCall(platform, apiUrl);
  const session = createSession({ platform, call });
  const api = createApi({ call, session });
  const consents = createConsents(api);
  return {
    platform,
    api,
    session,
    care: createCare(platform),
    consents,
    following: createFollowing({ api, consents, platform, templates: noticeTemplates }),
    whereabouts: createWhereabouts({ consents, platform }),
    privacyGate: createPrivacyGate(platform),
    errand: createErrand(),
    hotline,
  };
}
