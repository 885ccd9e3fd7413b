import { z } from "zod";
import { type Answer, done, refuse } from "../answers.ts";
import { type Api, type Call, defineApi } from "../api.ts";
import type { Person } from "../people.ts";
import { refusalOfWindow, spendOne } from "../windows.ts";
import { recordCall } from "./call-record.ts";
import { CustomMessage, MESSAGE_TYPES, MINIPROGRAM_TYPES, shownMessage } from "./custom-message.ts";

/** @returns the person, or why nothing may be sent to them at all */
function recipientOf(openid: string, { world, account }: Call): Person | number {
  const person = world.people.find(account, openid);
  if (person === undefined) return 40003;
  if (account === "official" && !world.settings.isVerified) return 48001;
  if (account === "official" && !person.isFollowing) return 50005;
  return person.isRefusing ? 48002 : person;
}

const Send = z.looseObject({
  touser: z.string(),
  msgtype: z.string(),
  aimsgcontext: z.object({ is_ai_msg: z.union([z.literal(0), z.literal(1)]) }).optional(),
});

function sendTo(person: Person, given: z.infer<typeof Send>, call: Call): Answer {
  const types = call.account === "official" ? MESSAGE_TYPES : MINIPROGRAM_TYPES;
  if (!types.has(given.msgtype)) return refuse(40008);
  const parsed = CustomMessage.safeParse(given);
  if (!parsed.success) return refuse(40097, parsed.error.issues[0]?.path.join("."));
  const shown = shownMessage(parsed.data, call.world, given.aimsgcontext?.is_ai_msg === 1);
  if (typeof shown === "number") return refuse(shown);
  const { window } = person;
  const refusal = refusalOfWindow(window, call.now);
  if (window === undefined || refusal !== undefined) return refuse(refusal ?? 45015);
  person.window = spendOne(window);
  person.lastExchangeAt = call.now;
  delete person.typingUntil;
  call.world.people.say(person, "account", shown);
  return done;
}

const customSend = defineApi({
  path: "/cgi-bin/message/custom/send",
  methods: ["POST"],
  input: Send,
  answer: (given, call) => {
    const person = recipientOf(given.touser, call);
    if (typeof person === "number") return refuse(person);
    return recordCall(
      call,
      person,
      `/cgi-bin/message/custom/send ${given.msgtype}`,
      given,
      sendTo(person, given, call),
    );
  },
});

const EXCHANGE_MS = 30_000;
const TYPING_MS = 15_000;

const typing = defineApi({
  path: "/cgi-bin/message/custom/typing",
  methods: ["POST"],
  input: z.object({ touser: z.string(), command: z.enum(["Typing", "CancelTyping"]) }),
  answer: ({ touser, command }, call) => {
    const person = recipientOf(touser, call);
    if (typeof person === "number") return refuse(person);
    const now = call.now.getTime();
    if (command === "CancelTyping") {
      delete person.typingUntil;
      call.world.feed.publish(person.openid, "typing", { isTyping: false });
      return done;
    }
    if (now - (person.lastExchangeAt?.getTime() ?? 0) > EXCHANGE_MS) return refuse(45080);
    if (person.typingUntil !== undefined && now < person.typingUntil.getTime()) return refuse(45081);
    person.typingUntil = new Date(now + TYPING_MS);
    call.world.feed.publish(person.openid, "typing", { isTyping: true });
    return done;
  },
});

export const customApis: readonly Api[] = [customSend, typing];
