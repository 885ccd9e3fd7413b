import { writeXml, type XmlFields } from "../../xml.ts";

/** Something the platform tells an account, before it is addressed, numbered and signed. */
export interface Inbound {
  /** For the drawer: text, event CLICK … */
  title: string;
  /** A message gets a MsgId; an event does not. */
  isMessage: boolean;
  /** The person is looking at the conversation and is told when no good answer comes. */
  isAwaited: boolean;
  fields: XmlFields;
  /** Groups of the same tag inside one: what a list of events looks like in XML. */
  lists?: { wrapper: string; members: readonly XmlFields[] };
}

export const messageOf = (type: string, fields: XmlFields): Inbound => ({
  title: type,
  isMessage: true,
  isAwaited: true,
  fields: { MsgType: type, ...fields },
});

export const eventOf = (event: string, fields: XmlFields = {}, isAwaited = false): Inbound => ({
  title: `event ${event}`,
  isMessage: false,
  isAwaited,
  fields: { MsgType: "event", Event: event, ...fields },
});

/** An event with a group for each member: `<SubscribeMsgPopupEvent><List>…</List><List>…</List></SubscribeMsgPopupEvent>`. */
export const listEventOf = (event: string, wrapper: string, members: readonly XmlFields[]): Inbound => ({
  ...eventOf(event),
  lists: { wrapper, members },
});

const insideOf = (fields: XmlFields): string => writeXml(fields).slice("<xml>".length, -"</xml>".length);

/** The message as it is posted in 明文模式, and as it is encrypted in 安全模式. */
export function xmlOf(inbound: Inbound, envelope: XmlFields): string {
  const { lists } = inbound;
  const groups =
    lists === undefined
      ? ""
      : `<${lists.wrapper}>${lists.members.map((member) => `<List>${insideOf(member)}</List>`).join("")}</${lists.wrapper}>`;
  return `<xml>${insideOf({ ...envelope, ...inbound.fields })}${groups}</xml>`;
}
