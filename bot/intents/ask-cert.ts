import { answerCertificates } from "../certificate-question.ts";
import type { Intent } from "./intent.ts";

/** Papers told apart: what each is for, who issues it, where it is checked; what a class leads to as its record says. */
export const askCert: Intent = {
  name: "ask_cert",
  examples: ["学完发什么证", "这个有证书吗", "考什么证", "电工证怎么考"],
  run: answerCertificates,
};
