// The vectors are those of the official page 消息推送.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMessageCipher, isSameSignature, signatureOf } from "../../src/wechat/crypto.ts";

const TOKEN = "AAAAA";
const AES_KEY = "A".repeat(43);
const APPID = "wxba5fad812f8e6fb9";
const ENCRYPTED_PUSH =
  "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";
const REPLY = `{"demo_resp":"good luck"}`;
const ENCRYPTED_REPLY = "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==";

const cipher = createMessageCipher({ aesKey: AES_KEY, appid: APPID });

describe("a signature", () => {
  it.each([
    ["of the URL check", ["1714036504", "1514711492"], "f464b24fc39322e44b38aa78f5edd27bd1441696"],
    ["of a plain push", ["1714037059", "486452656"], "899cf89e464efb63f54ddac96b0a0a235f53aa78"],
    ["of an encrypted push", ["1714112445", "415670741", ENCRYPTED_PUSH], "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3"],
    ["of our reply", ["1713424427", "415670741", ENCRYPTED_REPLY], "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"],
  ])("%s is the official one", (_what, parts, expected) => {
    expect(signatureOf(TOKEN, ...parts)).toBe(expected);
    expect(signatureOf(...[...parts].reverse(), TOKEN)).toBe(expected);
  });

  it("is the same only if every character is", () => {
    const signature = signatureOf(TOKEN, "1", "2");
    expect(isSameSignature(signature, signatureOf("2", "1", TOKEN))).toBe(true);
    for (const other of ["", signature.slice(1), `${signature}0`, signature.toUpperCase(), "签".repeat(40)])
      expect(isSameSignature(signature, other)).toBe(false);
  });
});

describe("the message cipher", () => {
  it("reads the official push", () => {
    const read = cipher.decrypt(ENCRYPTED_PUSH);
    expect(read).toEqual({
      kind: "message",
      text: `{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}`,
    });
  });

  it("writes the official reply", () => {
    expect(cipher.encrypt(REPLY, Buffer.from("707722b803182950"))).toBe(ENCRYPTED_REPLY);
  });

  it("never writes the same text twice alike", () => {
    expect(cipher.encrypt(REPLY)).not.toBe(cipher.encrypt(REPLY));
  });

  it("reads back whatever it wrote, of every length of padding", () => {
    for (let length = 0; length <= 64; length++) {
      const text = "a".repeat(length);
      expect(cipher.decrypt(cipher.encrypt(text))).toEqual({ kind: "message", text });
    }
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        expect(cipher.decrypt(cipher.encrypt(text))).toEqual({ kind: "message", text });
      }),
    );
  });

  it("refuses what was written for another appid or with another key", () => {
    const other = createMessageCipher({ aesKey: AES_KEY, appid: "wx0000000000000000" });
    expect(cipher.decrypt(other.encrypt("x"))).toEqual({ kind: "refused", reason: "another appid" });
    const longer = createMessageCipher({ aesKey: AES_KEY, appid: `${APPID}0` });
    expect(cipher.decrypt(longer.encrypt("x"))).toEqual({ kind: "refused", reason: "another appid" });
    const otherKey = createMessageCipher({ aesKey: "B".repeat(43), appid: APPID });
    expect(cipher.decrypt(otherKey.encrypt("x")).kind).toBe("refused");
  });

  it.each([
    ["nothing", ""],
    ["no base64", "%%%%"],
    ["half a block", "QUJD"],
    ["a cut message", ENCRYPTED_PUSH.slice(0, -24)],
  ])("refuses %s", (_what, encrypted) => expect(cipher.decrypt(encrypted).kind).toBe("refused"));

  it("says only message or refused, whatever bytes come", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 192 }), (bytes) => {
        expect(["message", "refused"]).toContain(cipher.decrypt(Buffer.from(bytes).toString("base64")).kind);
      }),
    );
  });

  it("is not made with a key of another length", () => {
    expect(() => createMessageCipher({ aesKey: "A".repeat(42), appid: APPID })).toThrow("43");
    expect(() => createMessageCipher({ aesKey: "*".repeat(43), appid: APPID })).toThrow("43");
  });
});
