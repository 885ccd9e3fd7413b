import { firstReason, sign } from "./gate.ts";

/** Driving as a trade, machines that are driven, cars that are mended, and who has the licence already: ours. */
const TRADE =
  /货车|卡车|客车|大车|叉车|挖机|挖掘机|装载机|铲车|吊车|起重|推土|压路|农机|拖拉机|收割机|无[人仁认]机|汽修|汽车维修|修车|有(?:个|一?本)?c[12]驾?[照证]|网约车|出租车司机|代驾|公交|校车|危险?品|渣土|罐车|搅拌车|a1|a2|b1|b2|a照|b照|驾驶员(?:职业|培训)|列车|高铁|地铁司机|特种|半挂|牵引|从业资格/;

/** The ordinary driving licence. */
export const drivingReason = firstReason([
  sign(
    "the ordinary driving licence",
    /驾校|驾照(?:怎么|哪里|好多|多少|丢|掉|到期|年审|扣分|换|补)|(?:考|学|报|拿|办|补|换|审|增驾)(?:个|一个|本|张)?[^，,。]{0,6}(?:驾照|驾驶证|c[1-5](?!\d))|科目[一二三四]|(?<![a-z])c[12](?!\d)[^，,。]{0,6}(?:驾|证|本|照|多少|学费|怎么|报|考|学|拿)|驾驶证[^，,。]{0,4}(?:丢|到期|年审|扣分|换|补|过期|怎么)|学(?:开)?(?:小)?车(?![工床辆间身铣漆功])|学开车(?!床)|练车|路考|倒车入库/,
    TRADE,
  ),
]);
