import { abuse } from "./abuse.ts";
import { askCert } from "./ask-cert.ts";
import { askCost } from "./ask-cost.ts";
import { askOccupationInfo } from "./ask-occupation-info.ts";
import { askProvider } from "./ask-provider.ts";
import { askRequirement } from "./ask-requirement.ts";
import { askShortage } from "./ask-shortage.ts";
import { askSubsidy } from "./ask-subsidy.ts";
import { back } from "./back.ts";
import { confirm } from "./confirm.ts";
import { crisis } from "./crisis.ts";
import { deny } from "./deny.ts";
import { enrol } from "./enrol.ts";
import { findCourse } from "./find-course.ts";
import { createHelp } from "./help.ts";
import { illegalRequest } from "./illegal-request.ts";
import type { Intent } from "./intent.ts";
import { itemDetail } from "./item-detail.ts";
import { moreResults } from "./more-results.ts";
import { outOfScope } from "./out-of-scope.ts";
import { refine } from "./refine.ts";
import { restart } from "./restart.ts";
import { selectItem } from "./select-item.ts";
import { setLocation } from "./set-location.ts";
import { smalltalk } from "./smalltalk.ts";
import { subscribe } from "./subscribe.ts";
import { unknown } from "./unknown.ts";
import { unsubscribe } from "./unsubscribe.ts";
import { unsupportedMedia } from "./unsupported-media.ts";

const named: readonly Intent[] = [
  findCourse,
  refine,
  setLocation,
  moreResults,
  back,
  itemDetail,
  selectItem,
  confirm,
  deny,
  enrol,
  askCost,
  askSubsidy,
  askCert,
  askRequirement,
  askProvider,
  askOccupationInfo,
  askShortage,
  subscribe,
  unsubscribe,
  restart,
  smalltalk,
  outOfScope,
  crisis,
  illegalRequest,
  abuse,
  unsupportedMedia,
  unknown,
];

/** Everything the bot can be asked. */
export const intents: readonly Intent[] = [...named, createHelp(named)];

const byName = new Map(intents.map((intent) => [intent.name, intent]));

export const intentNamed = (name: string): Intent => byName.get(name) ?? unknown;
