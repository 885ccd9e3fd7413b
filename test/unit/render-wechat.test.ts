import { describe, expect, it } from "vitest";
import { renderWechat } from "../../bot/channels/render-wechat.ts";
import type { CardPart, Reply } from "../../bot/turn.ts";

const links = { publicUrl: "https://jiangtu.example", miniprogramAppid: "wx00000000000000aa" };

const replyOf = (parts: Reply["parts"], quickReplies: Reply["quickReplies"] = []): Reply => ({
  parts,
  quickReplies,
  refs: [],
  degraded: false,
  meaning: { intent: "find_course", slots: {}, state: {}, action: "answer" },
});

const card = (title: string, lines = ["双流区 · 约 3 公里", "1800 元"]): CardPart => ({
  kind: "card",
  subject: { kind: "course", id: "0197" },
  title,
  lines,
  path: "/courses/0197",
  isDemo: true,
});

const textsOf = (reply: Reply): string[] =>
  renderWechat(reply, links).map((saying) => (saying.kind === "text" ? saying.text : `[${saying.kind}]`));

describe("a reply in WeChat", () => {
  it("is one text with a link to every card, for whoever has the mini-program and whoever has not", () => {
    const [text, ...others] = textsOf(
      replyOf([{ kind: "text", text: "共 2 门：" }, card("1. 焊工初级班"), card("2. 焊工中级班")]),
    );
    expect(others).toEqual([]);
    expect(text).toContain("1. 焊工初级班");
    expect(
      text?.match(/<a href="https:\/\/jiangtu\.example\/courses\/0197" data-miniprogram-appid="wx00000000000000aa"/g),
    ).toHaveLength(2);
  });

  it("shows buttons as links that send their words, and the words to type where they differ", () => {
    const [text] = textsOf(
      replyOf(
        [{ kind: "text", text: "好" }],
        [
          { label: "更多", value: "更多" },
          { label: "双流区", value: "510116" },
        ],
      ),
    );
    expect(text).toContain(
      `<a href="weixin://bizmsgmenu?msgmenucontent=${encodeURIComponent("更多")}&amp;msgmenuid=1">更多</a>`,
    );
    expect(text).toContain("双流区（回复：510116）");
  });

  it("never lets a title become a link or a tag", () => {
    const [text] = textsOf(replyOf([{ kind: "text", text: "看：" }, card('<a href="https://bad.example">免费</a>')]));
    expect(text).not.toContain('<a href="https://bad.example"');
    expect(text?.match(/<a /g)).toHaveLength(1);
  });

  it("about one thing alone is an article", () => {
    expect(renderWechat(replyOf([card("焊工初级班")]), links)).toEqual([
      {
        kind: "news",
        title: "焊工初级班",
        description: "双流区 · 约 3 公里\n1800 元",
        url: "https://jiangtu.example/courses/0197",
      },
    ]);
  });

  it("about the details of a course is followed by its card, where there is a picture for it", () => {
    const reply: Reply = {
      ...replyOf([{ kind: "text", text: "焊工初级班\n学费：1800 元" }]),
      refs: [
        { kind: "course", id: "0197", field: "title", value: "焊工初级班" },
        { kind: "course", id: "0197", field: "feeFen", value: "1800 元" },
      ],
      meaning: { intent: "select_item", slots: {}, state: {}, action: "answer" },
    };
    expect(renderWechat(reply, { ...links, cardPicture: "media-1" })[1]).toEqual({
      kind: "miniprogram",
      appid: links.miniprogramAppid,
      title: "焊工初级班",
      page: "pages/course/course?id=0197",
      thumbMediaId: "media-1",
    });
    expect(renderWechat(reply, links)).toHaveLength(1);
    expect(
      renderWechat({ ...reply, meaning: { ...reply.meaning, intent: "compare" } }, { ...links, cardPicture: "m" }),
    ).toHaveLength(1);
  });

  it("is split within 2,048 bytes, and no link is ever cut", () => {
    for (let count = 1; count <= 12; count++) {
      const long = Array.from({ length: count }, (_, at) =>
        card(`${at + 1}. ${"焊".repeat(40 + 13 * at)}`, ["学".repeat(90), "补".repeat(61)]),
      );
      const texts = textsOf(
        replyOf(
          [{ kind: "text", text: "很长的回答。".repeat(count * 20) }, ...long],
          [{ label: "更多", value: "更多" }],
        ),
      );
      for (const text of texts) {
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_048);
        expect(text.match(/<a /g)?.length).toBe(text.match(/<\/a>/g)?.length);
      }
      expect(texts.join("").match(/<a /g)).toHaveLength(count + 1);
    }
  });
});
