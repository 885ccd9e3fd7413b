import { abuse } from "./abuse.ts";
import { arrived } from "./arrived.ts";
import { askCert } from "./ask-cert.ts";
import { askCost } from "./ask-cost.ts";
import { askOccupationInfo } from "./ask-occupation-info.ts";
import { askProvider } from "./ask-provider.ts";
import { askRequirement } from "./ask-requirement.ts";
import { askShortage } from "./ask-shortage.ts";
import { askSubsidy } from "./ask-subsidy.ts";
import { back } from "./back.ts";
import { cancel } from "./cancel.ts";
import { compare } from "./compare.ts";
import { complaint } from "./complaint.ts";
import { confirm } from "./confirm.ts";
import { crisis } from "./crisis.ts";
import { deny } from "./deny.ts";
import { employerRecruit } from "./employer-recruit.ts";
import { employerTraining } from "./employer-training.ts";
import { enrol } from "./enrol.ts";
import { enrolStatus } from "./enrol-status.ts";
import { findCourse } from "./find-course.ts";
import { createHelp } from "./help.ts";
import { humanAgent } from "./human-agent.ts";
import { illegalRequest } from "./illegal-request.ts";
import { injection } from "./injection.ts";
import { institutionService } from "./institution-service.ts";
import type { Intent } from "./intent.ts";
import { itemDetail } from "./item-detail.ts";
import { moreResults } from "./more-results.ts";
import { outOfScope } from "./out-of-scope.ts";
import { createPiiOvershare } from "./pii-overshare.ts";
import { privacyOther } from "./privacy-other.ts";
import { privacyRequest } from "./privacy-request.ts";
import { recommendOccupation } from "./recommend-occupation.ts";
import { refine } from "./refine.ts";
import { registerDemand } from "./register-demand.ts";
import { restart } from "./restart.ts";
import { selectItem } from "./select-item.ts";
import { setLocation } from "./set-location.ts";
import { setProfile } from "./set-profile.ts";
import { smalltalk } from "./smalltalk.ts";
import { spam } from "./spam.ts";
import { subscribe } from "./subscribe.ts";
import { unknown } from "./unknown.ts";
import { unsubscribe } from "./unsubscribe.ts";
import { unsupportedMedia } from "./unsupported-media.ts";
import { whyRecommended } from "./why-recommended.ts";

const named: readonly Intent[] = [
  findCourse,
  refine,
  setLocation,
  setProfile,
  moreResults,
  back,
  itemDetail,
  selectItem,
  compare,
  whyRecommended,
  confirm,
  deny,
  enrol,
  enrolStatus,
  cancel,
  askCost,
  askSubsidy,
  askCert,
  askRequirement,
  askProvider,
  askOccupationInfo,
  askShortage,
  recommendOccupation,
  employerTraining,
  employerRecruit,
  institutionService,
  subscribe,
  unsubscribe,
  registerDemand,
  restart,
  smalltalk,
  humanAgent,
  complaint,
  privacyRequest,
  privacyOther,
  outOfScope,
  crisis,
  illegalRequest,
  injection,
  spam,
  abuse,
  unsupportedMedia,
  unknown,
];

/** Everything the bot can be asked. */
export const intents: readonly Intent[] = [...named, createPiiOvershare(named), createHelp(named)];

/** `arrived` is nothing anybody says, so it is not among what can be asked. */
const byName = new Map([...intents, arrived].map((intent) => [intent.name, intent]));

export const intentNamed = (name: string): Intent => byName.get(name) ?? unknown;
