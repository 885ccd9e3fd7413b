import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { picture } from "../support/browser.ts";
import { conversation, type LocalPage, say, startLocalPage, until } from "../support/local-page.ts";

let local: LocalPage;
beforeAll(async () => {
  local = await startLocalPage();
}, 120_000);
afterAll(() => local.stop());
beforeEach(() => local.reset());

describe("the local conversation", () => {
  it("begins with following: the account is told and its welcome is shown", async () => {
    local.answerText("欢迎关注匠途");
    const { page, complaints, context } = await local.open();
    expect(await page.getByText("本地模拟（非微信）").isVisible()).toBe(true);
    await picture(page, "local-wechat-follow");
    await page.getByRole("button", { name: "关注", exact: true }).click();
    await page.getByText("欢迎关注匠途").waitFor();
    expect(local.events()).toEqual(["subscribe"]);
    expect(await page.getByText("本地模拟（非微信）").isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("can begin with a QR code of a county and a kind of place", async () => {
    const { page, context } = await local.open();
    await page.getByText("用二维码关注").click();
    const codes = page.getByRole("region", { name: "匠途" });
    await codes.getByLabel("市（州）").selectOption({ label: "成都市" });
    await codes.getByLabel("区县", { exact: true }).selectOption({ label: "双流区" });
    await codes.getByLabel("贴在哪里").selectOption("service_center");
    await page.getByRole("button", { name: "扫码关注" }).click();
    await conversation(page).waitFor();
    await until(() => local.webhook.received.length === 1);
    expect(local.webhook.received[0]?.fields["EventKey"]).toBe("qrscene_510116_service_center");
    await context.close();
  });

  it("can begin with the address of a QR code the account made", async () => {
    const qr = await local.fake.call("/cgi-bin/qrcode/create", {
      action_name: "QR_STR_SCENE",
      action_info: { scene: { scene_str: "scene-7" } },
    });
    const { page, context } = await local.open();
    await page.goto(String(qr["url"]));
    await page.getByText("来自二维码：scene-7").waitFor();
    await page.getByRole("button", { name: "关注", exact: true }).click();
    await until(() => local.webhook.received.length === 1);
    expect(local.webhook.received[0]?.fields).toMatchObject({ EventKey: "qrscene_scene-7", Ticket: qr["ticket"] });
    await page.reload();
    await conversation(page).waitFor();
    expect(local.webhook.received).toHaveLength(1);

    await page.goto(String(qr["url"]));
    await until(() => local.webhook.received.length === 2);
    expect(local.webhook.received[1]?.fields).toMatchObject({
      Event: "SCAN",
      EventKey: "scene-7",
      Ticket: qr["ticket"],
    });
    await context.close();
  });

  it("carries what is typed through the signed and encrypted webhook and shows the reply", async () => {
    const { page, context, complaints } = await local.follow();
    local.answerText("双流区有 3 个电工班");
    await say(page, "双流区的电工班");
    await page.getByText("双流区有 3 个电工班").waitFor();
    const post = local.webhook.received.at(-1);
    expect(post?.fields["Content"]).toBe("双流区的电工班");
    expect(post?.query.get("encrypt_type")).toBe("aes");
    expect(post?.body).not.toContain("电工班");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("has the account's menu, with its sub-menus, and the keyboard in its place", async () => {
    const { page, context } = await local.follow();
    await page.getByRole("button", { name: "查紧缺" }).click();
    await until(() => local.events().includes("CLICK"));
    expect(local.webhook.received.at(-1)?.fields["EventKey"]).toBe("急需紧缺");

    const group = page.getByRole("button", { name: "找培训" });
    await group.click();
    await picture(page, "local-wechat-menu");
    expect(await group.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("button", { name: "热门工种" }).isVisible()).toBe(false);
    await group.press("Enter");
    await page.getByRole("button", { name: "热门工种" }).click();
    await until(() => local.webhook.received.at(-1)?.fields["EventKey"] === "热门工种");

    await group.click();
    const [opened] = await Promise.all([
      context.waitForEvent("page"),
      page.getByRole("link", { name: "全部课程" }).click(),
    ]);
    await opened.close();
    await until(() => local.events().includes("VIEW"));

    await page.getByRole("button", { name: "我的" }).click();
    await page.getByRole("button", { name: "小程序" }).click();
    await page.getByRole("dialog").getByText("pages/my/my").waitFor();
    await page.getByRole("button", { name: "知道了" }).click();
    await until(() => local.events().includes("view_miniprogram"));

    await page.getByRole("button", { name: "换成键盘输入" }).click();
    expect(await page.getByRole("button", { name: "查紧缺" }).isVisible()).toBe(false);
    expect(await page.getByLabel("输入消息").isVisible()).toBe(true);
    await context.close();
  });

  it("sends a county's place from the menu: an event, then the place in GCJ-02", async () => {
    const { page, context } = await local.follow();
    local.answerText("附近有 2 个班");
    await page.getByRole("button", { name: "找培训" }).click();
    await page.getByRole("button", { name: "附近的班" }).click();
    const dialog = page.getByRole("dialog", { name: "发送位置" });
    await dialog.getByLabel("市（州）").selectOption({ label: "成都市" });
    await dialog.getByLabel("区县", { exact: true }).selectOption({ label: "双流区" });
    await picture(page, "local-wechat-place");
    await dialog.getByRole("button", { name: "发送这个区县" }).click();
    await until(() => local.events().includes("location"));
    await page.getByText("附近有 2 个班").last().waitFor();
    expect(local.events().slice(-2)).toEqual(["location_select", "location"]);
    const { Location_X: lat, Location_Y: lng, Label: label } = local.webhook.received.at(-1)?.fields ?? {};
    expect([Number(lat), Number(lng), label]).toEqual([
      expect.closeTo(30.57, 1),
      expect.closeTo(103.92, 1),
      "四川省成都市双流区",
    ]);
    await context.close();
  });

  it("sends coordinates, pictures and voice from the panel", async () => {
    const { page, context } = await local.follow();
    await say(page, "你好");
    const plus = page.getByRole("button", { name: "位置、图片、语音" });
    await plus.click();
    await page.getByRole("button", { name: "位置", exact: true }).click();
    await page.getByText("填坐标", { exact: true }).click();
    await page.getByLabel("纬度").fill("30.5748");
    await page.getByLabel("经度").fill("103.9236");
    await page.getByLabel("地点名称").fill("双流站");
    await page.getByRole("button", { name: "发送坐标" }).click();
    await until(() => local.events().includes("location"));
    expect(local.webhook.received.at(-1)?.fields).toMatchObject({ Location_X: "30.574800", Label: "双流站" });

    await plus.click();
    await page.getByRole("button", { name: "语音", exact: true }).click();
    await until(() => local.events().includes("voice"));
    expect(local.webhook.received.at(-1)?.fields).not.toHaveProperty("Recognition");

    await plus.click();
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "图片", exact: true }).click(),
    ]);
    const png = await page.screenshot();
    await chooser.setFiles({ name: "a.png", mimeType: "image/png", buffer: png });
    await until(() => local.events().includes("image"));
    const picUrl = String(local.webhook.received.at(-1)?.fields["PicUrl"]);
    expect(Buffer.from(await (await fetch(picUrl)).arrayBuffer()).equals(png)).toBe(true);
    await page.getByRole("img", { name: "图片" }).waitFor();
    await context.close();
  });

  it("says that the service is out of order when nobody answers, or answers nonsense", async () => {
    const { page, context } = await local.follow();
    local.webhook.answer = () => ({ status: 500, body: "" });
    await say(page, "在吗");
    await page.getByText("该公众号提供的服务出现故障，请稍后再试").waitFor();
    local.webhook.answer = () => ({ afterMs: 2_000 });
    await say(page, "还在吗");
    await expect.poll(() => page.getByText("该公众号提供的服务出现故障").count(), { timeout: 10_000 }).toBe(2);
    await context.close();
  });

  it("says what could not be done, and does not lose the page for it", async () => {
    const { page, context } = await local.open();
    await page.route("**/visitor/acts", (route) => route.abort());
    await page.getByRole("button", { name: "关注", exact: true }).click();
    await page.getByRole("alert").getByText("连不上本地模拟").waitFor();
    await page.unroute("**/visitor/acts");
    await page.getByRole("button", { name: "关注", exact: true }).click();
    await conversation(page).waitFor();
    expect(await page.getByRole("alert").isVisible()).toBe(false);
    await local.fake.lever("settle");
    await context.close();
  });

  it("keeps people apart: each browser is somebody else, and the same one after a reload", async () => {
    local.answerText("您好");
    const one = await local.follow();
    const two = await local.follow();
    await say(one.page, "第一位");
    await say(two.page, "第二位");
    await until(() => local.webhook.received.length === 4);
    expect(new Set(local.webhook.received.map(({ fields }) => fields["FromUserName"])).size).toBe(2);
    expect(await two.page.getByText("第一位").count()).toBe(0);
    await one.page.reload();
    await one.page.getByText("第一位").waitFor();
    expect(await one.page.getByText("第二位").count()).toBe(0);
    await one.context.close();
    await two.context.close();
  });

  it("ends with unfollowing, which the account is told", async () => {
    const { page, context } = await local.follow();
    await page.getByRole("button", { name: "服务号设置" }).click();
    await picture(page, "local-wechat-settings");
    await page.getByRole("button", { name: "不再关注" }).click();
    await page.getByRole("button", { name: "关注", exact: true }).waitFor();
    await until(() => local.events().includes("unsubscribe"));
    expect(await conversation(page).isVisible()).toBe(false);
    await context.close();
  });
});
