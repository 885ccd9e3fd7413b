import type { Tx } from "../kit/database.ts";
import type { Purpose } from "./consent-store.ts";

type Forget = (tx: Tx, personId: string, now: Date) => Promise<void>;

/** Conditions and position stand in it together; it is scratch data, and goes whole. */
const forgetDialogue: Forget = async (tx, personId) =>
  void (await tx.dialogueState.deleteMany({ where: { personId } }));

/** What is kept for each purpose, and how it goes. */
const FORGET: Readonly<Record<Purpose, Forget>> = {
  service: async () => undefined, // goes with the person
  location: async (tx, personId, now) => {
    await tx.savedPlace.deleteMany({ where: { personId, lat: { not: null } } });
    await forgetDialogue(tx, personId, now);
  },
  notices: async (tx, personId, now) => {
    await tx.savedSearch.updateMany({ where: { personId, cancelledAt: null }, data: { cancelledAt: now } });
    await tx.delivery.updateMany({
      where: { personId, state: "pending" },
      data: { state: "cancelled", reason: "consent withdrawn" },
    });
  },
  phone: async (tx, personId) => void (await tx.learnerPhone.deleteMany({ where: { personId } })),
  profile: async (tx, personId, now) => {
    await tx.learnerProfile.deleteMany({ where: { personId } });
    await forgetDialogue(tx, personId, now);
  },
};

/** Deletes what was kept for one purpose, in the transaction that takes the consent back. A delayed notice finds its row `cancelled`. */
export const forgetPurpose = (tx: Tx, personId: string, purpose: Purpose, now: Date): Promise<void> =>
  FORGET[purpose](tx, personId, now);
