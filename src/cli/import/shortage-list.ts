import type { LocalDate } from "../../kit/clock.ts";
import { readTable } from "../../kit/csv.ts";
import type { Database, Tx } from "../../kit/database.ts";
import { duplicateFaults } from "./cells.ts";
import type { CitedDocument } from "./citation.ts";
import { goodRows, type ImportKind, type ImportOptions, type ImportStep } from "./import-kind.ts";
import { dayOf, optionFault, writeDocument } from "./import-source.ts";
import { occupationCodes } from "./occupation-aliases.ts";
import { compareEdition, entryOf, type ShortageEdition, writeEdition } from "./shortage-edition.ts";
import { ShortageLine } from "./shortage-rows.ts";

const COUNTRY = { code: "100000", name: "全国" };

async function divisionCodeOf({ prisma }: Database, said: string | null | undefined): Promise<string> {
  if (said === null || said === undefined)
    throw optionFault("文件没有写地区：请用 --division 写行政区划代码，例如 --division 510000");
  if (said === COUNTRY.name || said === COUNTRY.code) return COUNTRY.code;
  const rows = await prisma.division.findMany({ where: { OR: [{ code: said }, { name: said }] }, take: 2 });
  const [only, second] = rows;
  if (only === undefined) throw optionFault(`不认识地区“${said}”：请用 --division 写行政区划代码`);
  if (second !== undefined) throw optionFault(`“${said}”不止一个：请用 --division 写行政区划代码`);
  return only.code;
}

/** --published-on 2023-01-18; for a file of several editions --published-on 2021Q1=2021-04-20, each with its own day. */
function publishedOnOf(options: ImportOptions, line: ShortageLine, period: string, isOnly: boolean): LocalDate {
  if (line.published_on !== null) return dayOf(line.published_on, "published_on");
  const named = options.publishedOn.find((given) => given.startsWith(`${period}=`));
  const plain = isOnly ? options.publishedOn.find((given) => !given.includes("=")) : undefined;
  const day = named?.slice(period.length + 1) ?? plain;
  if (day === undefined)
    throw optionFault(`文件没有写这一期的发布日期：请用 --published-on ${isOnly ? "" : `${period}=`}YYYY-MM-DD 写明`);
  return dayOf(day, "--published-on");
}

const periodOf = (line: ShortageLine, options: ImportOptions): string => options.period ?? line.period ?? "";

async function editionOf(
  lines: readonly [ShortageLine, ...ShortageLine[]],
  isOnly: boolean,
  options: ImportOptions,
  db: Database,
  codes: ReadonlyMap<string, string>,
): Promise<{ edition: ShortageEdition; document: CitedDocument }> {
  const [first] = lines;
  const period = periodOf(first, options);
  const id = options.id === undefined ? first.list_id : isOnly ? options.id : `${options.id}-${period}`;
  if (id === null) throw optionFault("文件没有写目录编号：请用 --id 写一个，例如 --id sichuan-2025");
  if (options.title === undefined) throw optionFault("请用 --title 写目录的正式名称");
  const title = isOnly ? options.title : `${options.title}（${period}）`;
  const publishedOn = publishedOnOf(options, first, period, isOnly);
  const document = {
    id: `shortage-${id}`,
    title: options.sourceTitle ?? title,
    documentNo: options.documentNo,
    url: options.url ?? first.official_url ?? undefined,
    publishedOn,
    note: `由 ${options.fileName} 导入`,
  };
  const edition = {
    id,
    title,
    divisionCode: await divisionCodeOf(db, options.division ?? first.division_code ?? first.region),
    period: period === "" ? publishedOn.slice(0, 4) : period,
    publishedOn,
    isDemo: false,
    sourceId: document.id,
    entries: lines.map((line) => entryOf(line, codes)),
  };
  return { edition, document };
}

const editionStep = (edition: ShortageEdition, document: CitedDocument): ImportStep => ({
  label: `${edition.title}（${edition.id}）`,
  total: edition.entries.length,
  compare: async (tx: Tx) => {
    const state = await compareEdition(tx, edition);
    if (state === "different")
      throw optionFault(`目录 ${edition.id} 已经导入过，内容不同。目录不改写：新的一期请用新的 --id`);
    const names = edition.entries.map(({ rank, printedName }) => `${rank} ${printedName}`);
    return state === "new"
      ? { added: names, changed: [], unchanged: 0 }
      : { added: [], changed: [], unchanged: names.length };
  },
  write: async (tx, now, advance) => {
    if ((await compareEdition(tx, edition)) === "new") {
      await writeDocument(tx, document, now);
      await writeEdition(tx, edition);
    }
    advance(edition.entries.length);
  },
});

/** Editions of 急需紧缺职业（工种）目录, one or several in a file. */
export const shortageList: ImportKind = {
  name: "shortage-list",
  summary: "急需紧缺职业（工种）目录",
  columns:
    "rank,occupation[,code（2022 版，或 code_2022）,degree,min_level,reason,list_id,region,division_code,period,published_on,official_url]",
  read: async (text, options, db) => {
    const { rows, lines, faults } = readTable(text, ShortageLine);
    const key = (line: ShortageLine): string => `${line.list_id ?? ""} ${periodOf(line, options)}`;
    const all = [...faults, ...duplicateFaults(rows, lines, "rank", (line) => `${key(line)} ${line.rank}`.trim())];
    const groups = new Map<string, [ShortageLine, ...ShortageLine[]]>();
    for (const line of goodRows(rows, lines, all)) {
      const group = groups.get(key(line));
      if (group === undefined) groups.set(key(line), [line]);
      else group.push(line);
    }
    const codes = await occupationCodes(db);
    const steps: ImportStep[] = [];
    let uncoded = 0;
    for (const group of groups.values()) {
      const { edition, document } = await editionOf(group, groups.size === 1, options, db, codes);
      uncoded += edition.entries.filter(({ occupationCode }) => occupationCode === null).length;
      steps.push(editionStep(edition, document));
    }
    const note = `${uncoded} 个名称在 2022 版大典里没有对应职业，按原文保留，不带编码`;
    return { faults: all, notes: uncoded === 0 ? [] : [note], steps };
  },
};
