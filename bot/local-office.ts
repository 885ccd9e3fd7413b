import type { Place } from "../src/places/place.ts";
import type { IntentCall } from "./intents/intent.ts";
import { cite, type Said, say, setting } from "./reply.ts";

/** Counties have six digits, cities end in 00. */
const COUNTY_DIGITS = 6;

/** Where the person is or wants to learn, as far as they have said: the county, or else the city. */
export function homeDivision({ meaning, state, services }: IntentCall): Place | undefined {
  const { where } = state.search;
  const said = meaning.slots.place ?? (where?.kind === "place" ? where.place : where?.county);
  if (said === undefined || said.kind === "province" || !said.isInSichuan) return undefined;
  return services.places.byCode(said.divisionCode.slice(0, COUNTY_DIGITS));
}

const officeOf = (place: Place | undefined): Said =>
  place === undefined ? say`当地` : cite("place", place.id, "name", place.name);

/** The people to talk to: 12333 and the office of the county. Phone numbers and hours of offices are not on record, and it says so. */
export const whoToAsk = (call: IntentCall): Said =>
  say`请拨打人社服务热线 ${setting("hotline", "12333")}，或者到${officeOf(homeDivision(call))}的公共就业服务窗口（一般在区县人社局或政务服务中心）当面问。窗口的电话和上班时间我这里没有登记，去之前先打 ${setting("hotline", "12333")} 问一下。`;
