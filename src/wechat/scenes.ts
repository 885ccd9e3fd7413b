import { z } from "zod";
import type { Database } from "../kit/database.ts";

/** 场景: where a QR code or link hangs. */
interface Scene {
  id: string;
  divisionCode: string | null;
  /** By which way people come: 社区, 学校, 招聘会 … */
  channel: string;
}

export interface Scenes {
  byId(id: string): Promise<Scene | undefined>;
}

const Row = z.object({ id: z.string(), divisionCode: z.string().nullable(), channel: z.string() });

/** A code that says it all by itself, made without us: 510116_village. */
const SPOKEN = /^(\d{6})_([a-z_]{1,32})$/;

/** Whatever stands in a code that is not ours leads nowhere, and does no harm. */
export const createScenes = ({ prisma }: Pick<Database, "prisma">): Scenes => ({
  byId: async (id) => {
    const [, divisionCode, channel] = SPOKEN.exec(id) ?? [];
    if (divisionCode !== undefined && channel !== undefined) return { id, divisionCode, channel };
    const row = await prisma.qrScene.findUnique({ where: { id } });
    return row === null ? undefined : Row.parse(row);
  },
});
