import { z } from "zod";
import { refuse } from "../answers.ts";
import { type Api, defineApi } from "../api.ts";
import { imageTypeOf } from "../media-store.ts";

const MAX_IMAGE_BYTES = 10 * 1024 * 1024;
const MAX_THUMB_BYTES = 64 * 1024;

/** The file of a multipart form. @returns undefined when there is none */
async function fileIn(bytes: Buffer, contentType: string): Promise<Buffer | undefined> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } }).formData();
    const file = form.get("media");
    return file === null || typeof file === "string" ? undefined : Buffer.from(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}

const upload = defineApi({
  path: "/cgi-bin/media/upload",
  methods: ["POST"],
  isUpload: true,
  input: z.object({ type: z.string().default("") }),
  answer: async ({ type }, { world, bytes, contentType, now }) => {
    if (type !== "image" && type !== "thumb") return refuse(40004);
    const file = await fileIn(bytes, contentType);
    if (file === undefined || file.length === 0) return refuse(41005);
    if (file.length > (type === "image" ? MAX_IMAGE_BYTES : MAX_THUMB_BYTES)) return refuse(40009);
    const imageType = imageTypeOf(file);
    if (imageType === undefined) return refuse(40005);
    const id = world.media.add(file, imageType, now);
    return { type, media_id: id, created_at: Math.floor(now.getTime() / 1000) };
  },
});

const get = defineApi({
  path: "/cgi-bin/media/get",
  methods: ["GET"],
  input: z.object({ media_id: z.string().default("") }),
  answer: ({ media_id: id }, { world, now }) => {
    const media = world.media.find(id, now);
    return media === undefined ? refuse(40007) : { bytes: media.bytes, type: media.type };
  },
});

export const mediaApis: readonly Api[] = [upload, get];
