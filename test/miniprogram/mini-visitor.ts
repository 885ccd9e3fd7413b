import { createServices, type Services } from "../../miniprogram/services/services";
import { MINIPROGRAM_NOTICE_TEMPLATE } from "../../src/wechat/fake/templates.ts";
import type { MiniHouse } from "./mini-house.ts";
import { createPhone, type Phone } from "./phone.ts";

export interface Visitor {
  services: Services;
  phone: Phone;
}

/** Somebody with the mini-program open. @param codes what WeChat gives for signing in; none = it gives nothing */
export function visitorOf({ url }: Pick<MiniHouse, "url">, codes: string[] = [], now?: () => number): Visitor {
  const phone = createPhone({ codes }, now);
  const services = createServices(phone.platform, {
    apiUrl: url,
    noticeTemplates: [MINIPROGRAM_NOTICE_TEMPLATE],
    hotline: "12333",
  });
  return { services, phone };
}
