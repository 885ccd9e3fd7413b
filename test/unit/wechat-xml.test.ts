import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readXml, writeXml } from "../../src/wechat/xml.ts";

const nested = (depth: number): string => `<xml>${"<a>".repeat(depth)}1${"</a>".repeat(depth)}</xml>`;
const fieldsOf = (text: string): unknown => {
  const read = readXml(text);
  return read.kind === "fields" ? read.fields : read.reason;
};

describe("reading a message", () => {
  it("keeps every value a string, long numbers and leading noughts too", () => {
    const text = "<xml><MsgId>23423423423423423423</MsgId><EventKey>007</EventKey><Scale>1.50</Scale></xml>";
    expect(fieldsOf(text)).toEqual({ MsgId: "23423423423423423423", EventKey: "007", Scale: "1.50" });
  });

  it("makes List and item arrays, when there is one of them too", () => {
    const one = "<xml><E><List><TemplateId>t</TemplateId></List></E><P><item><M>1</M></item></P></xml>";
    expect(fieldsOf(one)).toEqual({ E: { List: [{ TemplateId: "t" }] }, P: { item: [{ M: "1" }] } });
    const two = "<xml><E><List><T>1</T></List><List><T>2</T></List></E></xml>";
    expect(fieldsOf(two)).toEqual({ E: { List: [{ T: "1" }, { T: "2" }] } });
  });

  it("takes what a person typed as text, whatever it looks like", () => {
    const typed = `<!DOCTYPE html> <b>电焊</b> &amp; <?php ?> <!-- x --> <!ENTITY a "b">`;
    expect(fieldsOf(`<xml><Content><![CDATA[${typed}]]></Content></xml>`)).toEqual({ Content: typed });
  });

  it("gives an empty text for an empty field", () => {
    expect(fieldsOf("<xml><Recognition><![CDATA[]]></Recognition><EventKey></EventKey><A/></xml>")).toEqual({
      Recognition: "",
      EventKey: "",
      A: "",
    });
    expect(fieldsOf("<xml></xml>")).toEqual({});
  });

  it.each([
    ["a DOCTYPE", `<!DOCTYPE xml><xml><A>1</A></xml>`],
    ["an entity", `<!DOCTYPE x [<!ENTITY a "b">]><xml><A>&a;</A></xml>`],
    ["an entity without a DOCTYPE", `<xml><!ENTITY a SYSTEM "file:///etc/passwd"><A>&a;</A></xml>`],
    ["a comment", "<xml><!-- <A>1</A> --></xml>"],
    ["another root", "<html><A>1</A></html>"],
    ["two roots", "<xml><A>1</A></xml><xml><A>2</A></xml>"],
    ["no root", "just text"],
    ["nothing", ""],
    ["an open tag", "<xml><A>1"],
    ["crossed tags", "<xml><A><B>1</A></B></xml>"],
    ["CDATA that never ends", `<xml><A>${"<![CDATA[".repeat(5_000)}</A></xml>`],
    ["more than 64 KB", `<xml><A><![CDATA[${"焊".repeat(22_000)}]]></A></xml>`],
    ["tags 9 deep", nested(9)],
    ["tags 9,000 deep", nested(9_000)],
  ])("refuses %s", (_what, text) => expect(readXml(text).kind).toBe("refused"));

  it("reads tags 7 deep", () => expect(readXml(nested(7)).kind).toBe("fields"));

  it("does not let a name reach the prototype of objects", () => {
    const read = readXml("<xml><__proto__><isAdmin>1</isAdmin></__proto__><constructor>1</constructor></xml>");
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect("isAdmin" in {}).toBe(false);
  });

  it("never throws and ends soon, whatever comes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("<xml>", "</xml>", "<A>", "</A>", "<![CDATA[", "]]>", "&", "<!", "<?", "x")),
        (parts) => {
          expect(["fields", "refused"]).toContain(readXml(parts.join("")).kind);
        },
      ),
    );
  });
});

describe("writing a message", () => {
  it("puts text in CDATA, numbers as they are, lists as items, and leaves out what is undefined", () => {
    expect(
      writeXml({
        ToUserName: "o1",
        CreateTime: 12,
        PicUrl: undefined,
        Articles: [{ Title: "班" }],
        Image: { MediaId: "m" },
      }),
    ).toBe(
      "<xml><ToUserName><![CDATA[o1]]></ToUserName><CreateTime>12</CreateTime><Articles><item><Title><![CDATA[班]]></Title></item></Articles><Image><MediaId><![CDATA[m]]></MediaId></Image></xml>",
    );
  });

  it("is read back as it was written, ends of CDATA included", () => {
    expect(fieldsOf(writeXml({ Content: "a]]>b]]]]>>c" }))).toEqual({ Content: "a]]>b]]]]>>c" });
    const part = fc.constantFrom("]", "]]>", ">", "<", "&lt;", "焊", "<![CDATA[", " ", "\n", "😀");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        expect(fieldsOf(writeXml({ Content: parts.join("") }))).toEqual({ Content: parts.join("") });
      }),
    );
  });
});
