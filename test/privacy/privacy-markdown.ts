import { PRIVACY_TEXT, type PrivacySection } from "../../src/pages/privacy-text.ts";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const sectionOf = ({ title, says = [], items = [], table }: PrivacySection): string =>
  [
    `## ${title}`,
    ...says,
    ...(items.length > 0 ? [items.map((item) => `- ${item}`).join("\n")] : []),
    ...(table === undefined
      ? []
      : [[row(table.head), row(table.head.map(() => "---")), ...table.rows.map(row)].join("\n")]),
  ].join("\n\n");

/** The public text as docs/privacy.md must read: the page shows the same. */
export const privacyMarkdown = (): string =>
  [
    "# 个人信息保护说明",
    "个人信息处理者和联系方式由部署方填写（`OPERATOR_NAME`、`OPERATOR_CONTACT`），显示在对话的第一句回答和 `/privacy` 页面上。字段一级的说明见 [people.md](people.md)（英文）。",
    ...PRIVACY_TEXT.map(sectionOf),
    "",
  ]
    .join("\n\n")
    .trimEnd() + "\n";
