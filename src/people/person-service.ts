/** Learners. The channel's own id (openid, session) is hashed on entry and never stored. */
export interface PersonService {
  /** The person behind a channel's id, made on first sight. */
  personOf(channel: string, channelKey: string, now: Date): Promise<{ id: string }>;
}
