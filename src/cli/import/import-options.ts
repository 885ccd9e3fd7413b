import path from "node:path";
import { parseArgs } from "node:util";
import type { LocalDate } from "../../kit/clock.ts";
import type { ImportOptions } from "./import-kind.ts";
import { optionFault } from "./import-source.ts";
import { IMPORT_KINDS } from "./kinds.ts";

export interface ImportRequest {
  kind: string;
  file: string;
  isDryRun: boolean;
  skipsBadRows: boolean;
  isConfirmed: boolean;
  options: ImportOptions;
}

export const importHelp = (): string => `用法：npm run import -- <种类> <文件.csv> [选项]

种类和列（首行是列名；UTF-8 或 GB18030；一格多个值用 | 隔开；方括号里的列可以没有）：
${IMPORT_KINDS.map(({ name, summary, columns }) => `  ${name}  ${summary}\n      ${columns}`).join("\n")}

选项：
  --dry-run                  只检查和比较，不写入
  --skip-bad                 略过有错的行（逐行列出），写入其余的行；不写时，有一行错就都不写入
  --yes                      不再询问，直接改动已有的行
  --source-title <文件名称>  出处：这些内容来自哪份文件
  --document-no <文号>       文件的文号
  --published-on <日期>      文件的发布日期；一个目录文件里有几期时写 期=日期，每期一次
  --url <网址>               文件的网址
  --id --title --division --period    目录的编号、名称、地区（代码或名称）、期；文件里没有时写
  --help                     本说明`;

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;

/** @throws AppError for an unknown option or a missing file name */
export function importRequest(args: string[], today: LocalDate): ImportRequest {
  const { values, positionals } = parsed(args);
  const [kind, file, ...rest] = positionals;
  if (kind === undefined || file === undefined || rest.length > 0)
    throw optionFault(`请写种类和一个文件。\n\n${importHelp()}`);
  return {
    kind,
    file,
    isDryRun: values["dry-run"],
    skipsBadRows: values["skip-bad"],
    isConfirmed: values.yes,
    options: {
      fileName: path.basename(file),
      sourceTitle: values["source-title"],
      documentNo: values["document-no"],
      url: values.url,
      publishedOn: values["published-on"] ?? [],
      id: values.id,
      title: values.title,
      division: values.division,
      period: values.period,
      today,
    },
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        "dry-run": flag,
        "skip-bad": flag,
        yes: flag,
        "source-title": text,
        "document-no": text,
        "published-on": { type: "string", multiple: true },
        url: text,
        id: text,
        title: text,
        division: text,
        period: text,
      },
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw optionFault(`选项有误：${error.message}\n\n${importHelp()}`);
  }
}
