import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Understand } from "../../bot/understand/understand.ts";
import { readMenu } from "../../src/cli/wechat-menu.ts";
import { freshContext, realUnderstand } from "../bot/language.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let test: TestDatabase;
let understand: Understand;
let folder: string;
beforeAll(async () => {
  test = await freshDatabase();
  understand = await realUnderstand(test.db);
  folder = await mkdtemp(path.join(tmpdir(), "jiangtu-menu-"));
}, 60_000);
afterAll(async () => {
  await rm(folder, { recursive: true });
  await test.drop();
});

describe("the menu we ship", () => {
  it("has words for keys that the bot understands as a person means them", async () => {
    const { button } = await readMenu();
    const leaves = button.flatMap((one) => ("sub_button" in one ? one.sub_button : [one]));
    const meant = leaves.map((leaf) => ["key" in leaf ? leaf.key : "", leaf.name] as const);
    expect(meant.map(([key]) => [key, understand(key, freshContext).intent])).toEqual([
      ["附近的班", "find_course"],
      ["有补贴的培训班", "find_course"],
      ["周末的培训班", "find_course"],
      ["线上的培训班", "find_course"],
      ["重新开始", "restart"],
      ["现在什么职业紧缺", "ask_shortage"],
      ["有新的就告诉我", "subscribe"],
      ["我的订阅", "unsubscribe"],
      ["你们存了我哪些信息", "privacy_request"],
      ["转人工", "human_agent"],
      ["帮助", "help"],
    ]);
  });

  it("asks for a location where it says 附近", async () => {
    const [first] = (await readMenu()).button;
    expect(first).toMatchObject({ sub_button: [{ type: "location_select", name: "附近的班" }, {}, {}, {}, {}] });
  });
});

describe("a menu of the operator's own", () => {
  const fileWith = async (text: string): Promise<string> => {
    const file = path.join(folder, "menu.json");
    await writeFile(file, text);
    return file;
  };

  it("that is no JSON is refused with what to look at", async () => {
    await expect(readMenu(await fileWith("{"))).rejects.toMatchObject({ code: "invalid_menu" });
  });

  it("that is too large is refused with every field", async () => {
    const button = [
      { type: "click", name: "六个汉字的名字", key: "a" },
      { name: "我的", sub_button: [] },
    ];
    await expect(readMenu(await fileWith(JSON.stringify({ button })))).rejects.toMatchObject({
      code: "invalid_menu",
      fields: expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining("button.0") })]),
    });
  });
});
