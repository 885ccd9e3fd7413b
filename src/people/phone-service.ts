import { AppError } from "../errors.ts";
import type { Database } from "../kit/database.ts";
import { hmac } from "../kit/ids.ts";
import { createSealer } from "../kit/sealed.ts";
import { requireAgreement } from "./agreement.ts";
import { holdPerson } from "./learner.ts";
import { askWechat, type MiniProgramPhone } from "./mini-program.ts";

/** The telephone number of a person, which only the person can hand over, by the button of WeChat. */
export interface PhoneService {
  /** 138****1234; null when none is kept. */
  masked(personId: string): Promise<string | null>;
  /** @returns the number, masked. @throws AppError needs_consent, code_expired, code_used, foreign_phone, unavailable */
  save(personId: string, code: string, now: Date, signal: AbortSignal): Promise<string>;
  remove(personId: string): Promise<void>;
}

export interface PhoneNeeds {
  db: Database;
  /** Undefined where no mini-program is set up. */
  wechat: MiniProgramPhone | undefined;
  secret: string;
}

const MAINLAND_MOBILE = /^1\d{10}$/;

const maskedPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** Finds the same number again without telling it. */
const phoneIndex = (secret: string, phone: string): string => hmac(secret, `phone:${phone}`);

export function createPhoneService({ db, wechat, secret }: PhoneNeeds): PhoneService {
  const sealer = createSealer(secret, "phone");
  return {
    masked: async (personId) => {
      const row = await db.prisma.learnerPhone.findUnique({ where: { personId }, select: { sealed: true } });
      return row === null ? null : maskedPhone(sealer.open(row.sealed));
    },

    save: async (personId, code, now, signal) => {
      // before the number is asked for: without consent we must not even see it, and a code works once
      await db.prisma.$transaction((tx) => requireAgreement(tx, personId, "phone"));
      const { phone, countryCode } = await askWechat(wechat, signal, (port, within) => port.phoneOf({ code }, within));
      if (countryCode !== "86" || !MAINLAND_MOBILE.test(phone))
        throw new AppError("foreign_phone", 422, "目前只能保存中国内地的手机号。");
      const facts = { sealed: sealer.seal(phone), blindIndex: phoneIndex(secret, phone), createdAt: now };
      await db.prisma.$transaction(async (tx) => {
        await holdPerson(tx, personId);
        await requireAgreement(tx, personId, "phone");
        await tx.learnerPhone.upsert({ where: { personId }, create: { personId, ...facts }, update: facts });
      });
      return maskedPhone(phone);
    },

    remove: async (personId) => void (await db.prisma.learnerPhone.deleteMany({ where: { personId } })),
  };
}
