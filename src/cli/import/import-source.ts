import { AppError } from "../../errors.ts";
import { columnOfLocalDate, LocalDate } from "../../kit/clock.ts";
import type { Tx } from "../../kit/database.ts";
import { sha256 } from "../../kit/ids.ts";
import type { Citation, CitedDocument } from "./citation.ts";
import type { ImportOptions } from "./import-kind.ts";

export const optionFault = (message: string): AppError => new AppError("import_options", 422, message);

/** @throws AppError when the text is not a day */
export function dayOf(text: string, option: string): LocalDate {
  const day = LocalDate.safeParse(text);
  if (!day.success) throw optionFault(`${option} 应为日期，例如 2024-12-31；写的是 ${text}`);
  return day.data;
}

const titleOf = ({ sourceTitle, fileName }: ImportOptions): string => sourceTitle ?? `导入文件 ${fileName}`;

/**
 * The document that the rows of a file cite, and the citation of a row. The same title, number and day are the same document, however
 * often they are imported.
 */
export function citedDocument(options: ImportOptions): { document: CitedDocument; citation: Citation } {
  const [given] = options.publishedOn;
  const publishedOn = given === undefined ? undefined : dayOf(given, "--published-on");
  const title = titleOf(options);
  const id = `import-${sha256([title, options.documentNo ?? "", publishedOn ?? ""].join("\n")).slice(0, 12)}`;
  const { documentNo, url, fileName, today } = options;
  return {
    document: { id, title, documentNo, url, publishedOn, note: `由 ${fileName} 导入` },
    citation: { sourceId: id, statedOn: publishedOn ?? today },
  };
}

export async function writeDocument(tx: Tx, { publishedOn, ...document }: CitedDocument, now: Date): Promise<void> {
  const facts = {
    title: document.title,
    documentNo: document.documentNo ?? null,
    url: document.url ?? null,
    publishedOn: publishedOn === undefined ? null : columnOfLocalDate(publishedOn),
    note: document.note,
  };
  const { id } = document;
  await tx.sourceDocument.upsert({ where: { id }, create: { id, createdAt: now, ...facts }, update: facts });
}
