import { columnOfLocalDate, localDate } from "../kit/clock.ts";
import type { Database, Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";
import { DEMO_SOURCE_ID } from "../source.ts";
import { hashPassword, isPassword } from "./password.ts";
import { changePassword } from "./staff-store.ts";

/** The institution of jigou-demo. A fixed id: seeding anew must not orphan the account. */
export const DEMO_INSTITUTION_ID = "00000000-0000-7000-8000-000000000001";

const INSTITUTION = { name: "示例职业技能培训学校", divisionCode: "510116", state: "admitted", isDemo: true } as const;
const SITES = [
  {
    id: "00000000-0000-7000-8000-000000000011",
    name: "双流教学点",
    divisionCode: "510116",
    address: "成都市双流区示例路 1 号（示例）",
    lat: 30.5744,
    lng: 103.9237,
  },
  {
    id: "00000000-0000-7000-8000-000000000012",
    name: "武侯教学点",
    divisionCode: "510107",
    address: "成都市武侯区示例街 2 号（示例）",
    lat: 30.6419,
    lng: 104.0431,
  },
] as const;
const ACCOUNTS = [
  { account: "jigou-demo", displayName: "示例机构", role: "staff", institutionId: DEMO_INSTITUTION_ID },
  { account: "shenhe-demo", displayName: "示例审核员", role: "reviewer", institutionId: null },
] as const;

async function writeDemoInstitution(tx: Tx, now: Date): Promise<void> {
  const cited = { sourceId: DEMO_SOURCE_ID, statedOn: columnOfLocalDate(localDate(now)) };
  const id = DEMO_INSTITUTION_ID;
  await tx.institution.upsert({ where: { id }, create: { id, ...INSTITUTION, ...cited }, update: {} });
  for (const site of SITES)
    await tx.site.upsert({ where: { id: site.id }, create: { ...site, institutionId: id, ...cited }, update: {} });
}

/** Both accounts share one hash, so that a start which changes nothing pays for one comparison only. */
async function isUpToDate({ prisma }: Database, password: string): Promise<boolean> {
  const where = { account: { in: ACCOUNTS.map(({ account }) => account) } };
  const [first, second] = await prisma.staff.findMany({ where, select: { passwordHash: true } });
  return first !== undefined && first.passwordHash === second?.passwordHash && isPassword(password, first.passwordHash);
}

/** Makes the two demo accounts and the institution of the first, or gives them this password and signs them out. */
export async function ensureDemoStaff(db: Database, password: string, now: Date): Promise<void> {
  if (await isUpToDate(db, password)) return;
  const passwordHash = await hashPassword(password);
  await db.prisma.$transaction(async (tx) => {
    await writeDemoInstitution(tx, now);
    for (const account of ACCOUNTS) {
      const known = await tx.staff.findUnique({ where: { account: account.account }, select: { id: true } });
      if (known !== null) await changePassword(tx, known.id, passwordHash);
      else await tx.staff.create({ data: { id: newId(now), ...account, passwordHash, isDemo: true, createdAt: now } });
    }
  });
}
