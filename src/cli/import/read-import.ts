import { readFile } from "node:fs/promises";
import { decodeText } from "../../kit/csv.ts";
import type { Database } from "../../kit/database.ts";
import type { ImportReading } from "./import-kind.ts";
import type { ImportRequest } from "./import-options.ts";
import { optionFault } from "./import-source.ts";
import { IMPORT_KINDS } from "./kinds.ts";

async function textOf(file: string): Promise<string> {
  try {
    return decodeText(await readFile(file));
  } catch (error) {
    throw optionFault(`读不到文件 ${file}：${error instanceof Error ? error.message : "原因不明"}`);
  }
}

/** The CSV reader refuses a file with unbalanced quotes: the file's fault, not ours. */
const isTableFault = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && String(error.code).startsWith("CSV_");

/**
 * Reads and checks the file; writes nothing.
 * @throws AppError when the kind is unknown, the file cannot be read, is no table, or lacks what the command line does not say either
 */
export async function readImport({ kind: name, file, options }: ImportRequest, db: Database): Promise<ImportReading> {
  const kind = IMPORT_KINDS.find((each) => each.name === name);
  if (kind === undefined)
    throw optionFault(`没有“${name}”这种表，可以导入：${IMPORT_KINDS.map((each) => each.name).join("、")}`);
  const text = await textOf(file);
  try {
    return await kind.read(text, options, db);
  } catch (error) {
    if (isTableFault(error)) throw optionFault(`${file} 不是规整的 CSV 表格，请检查引号：${error.message}`);
    throw error;
  }
}
