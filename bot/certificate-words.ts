import { type CertificateKind, type Reading, spokenDocument } from "../src/certificates/certificate.ts";
import { cite, joined, type Said, say, setting } from "./reply.ts";

/** A field of the table of certificates as it is read out. */
const field = ({ id }: CertificateKind, name: string, value: string): Said => cite("certificate", id, name, value);

export const spokenKind = (kind: CertificateKind): Said => field(kind, "name", kind.name);

/** 特种作业操作证（低压电工作业、高压电工作业） */
export const spokenReading = ({ kind, covers }: Reading): Said =>
  covers === "" ? spokenKind(kind) : say`${spokenKind(kind)}（${field(kind, "covers", covers)}）`;

export const spokenPurpose = (kind: CertificateKind): Said => field(kind, "purpose", kind.purpose);
const spokenIssuer = (kind: CertificateKind): Said => field(kind, "issuer", kind.issuer);

/** 依据：《…》（…）; of several documents without their numbers, for the reply is read on a phone. */
export function spokenGrounds(readings: readonly Reading[]): Said {
  const isOne = readings.length === 1;
  const documents = readings.map(({ kind }) =>
    field(kind, "source", spokenDocument(isOne ? kind : { ...kind, source_no: null })),
  );
  return say`依据：${joined(documents, "、")}；以发证部门现在的规定为准。`;
}

/** What it is for and who issues it. */
export const aboutPurpose = ({ kind }: Reading): Said => say`${spokenPurpose(kind)}；${spokenIssuer(kind)}发`;

const askIssuer = (kind: CertificateKind, what: Said): Said => say`${what}我没有可靠的依据，请问${spokenIssuer(kind)}`;

export const aboutValidity = ({ kind }: Reading): Said =>
  kind.validity === null ? askIssuer(kind, say`有没有有效期、要不要复审，`) : field(kind, "validity", kind.validity);

export const aboutLoss = ({ kind }: Reading): Said =>
  kind.lost === null ? askIssuer(kind, say`怎么补办，`) : field(kind, "lost", kind.lost);

export const aboutConditions = ({ kind }: Reading): Said =>
  kind.conditions === null ? askIssuer(kind, say`报考条件`) : field(kind, "conditions", kind.conditions);

export const aboutProcess = ({ kind }: Reading): Said => field(kind, "process", kind.process);

export const aboutExam = (reading: Reading): Said => say`${aboutProcess(reading)}；${spokenIssuer(reading.kind)}发证`;

/** Where to look it up: only by the name of the official site, never whether it will be found. */
export const aboutCheck = ({ kind }: Reading): Said =>
  kind.check_site === null || kind.check_url === null
    ? say`查询网站我没有登记，向${spokenIssuer(kind)}核实`
    : say`在“${field(kind, "check_site", kind.check_site)}”（${field(kind, "check_url", kind.check_url)}）查`;

export function aboutWorth({ kind }: Reading): Said {
  const isSaid = kind.purpose.includes("不是技能"); // the purpose tells it already
  const grade = kind.grade === "yes" ? say`算技能等级或职业资格；` : isSaid ? say`` : say`不算技能等级证书；`;
  const reach = kind.reach === null ? say`` : say`${field(kind, "reach", kind.reach)}；`;
  return say`${reach}${grade}${spokenPurpose(kind)}`;
}

/** The condition of 技能提升补贴 as its document words it, and who says whether it is met. */
export const skillUpgradeAid: Said = say`技能提升补贴的文件要的是职业资格证书或职业技能等级证书（${cite(
  "settings",
  "skill_upgrade_aid",
  "source",
  "《关于失业保险支持参保职工提升职业技能有关问题的通知》，人社部发〔2017〕40号，2017-05",
)}），能不能领请拨打 ${setting("hotline", "12333")} 问。`;

export const call12333: Said = say`拿不准的请拨打 ${setting("hotline", "12333")}。`;
