/** How long what is known about a person is kept. The public text (/privacy) prints these very numbers. */
export const RETENTION = {
  /** What is looked for, after the last message. */
  dialogueHours: 24,
  /** The same after a first message: who does not write again, having read what is kept and why, leaves nothing. */
  firstContactMinutes: 120,
  /** A shared position, at 0.01°, with consent. */
  placeDays: 30,
  /** Who uses the program, in pseudonyms: 网络安全法 art. 21 asks for six months at least. */
  logMonths: 6,
} as const;
