import { z } from "zod";

/** The document a stated fact comes from, as shown beside it. */
export const SourceRef = z.object({
  id: z.string(),
  title: z.string(),
  documentNo: z.string().nullable(),
  publishedOn: z.iso.date().nullable(),
  url: z.string().nullable(),
  isDemo: z.boolean(),
});
export type SourceRef = z.infer<typeof SourceRef>;

/** The only document that demo rows cite. Its title says what it is. */
export const DEMO_SOURCE_ID = "demo";
export const DEMO_SOURCE_TITLE = "示例文件（非真实）";
/** What an institution states about its own course, published after review. */
export const DECLARATION_SOURCE_ID = "institution-declaration";

/** 《…》（文号，日期） for a person to read. */
export const spokenSource = (source: Pick<SourceRef, "title" | "documentNo" | "publishedOn">): string => {
  const details = [source.documentNo, source.publishedOn].filter((part) => part !== null).join("，");
  return `《${source.title}》${details === "" ? "" : `（${details}）`}`;
};
