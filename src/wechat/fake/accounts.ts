/** 服务号, with the server configuration its pushes are signed and encrypted by. */
interface OfficialAccount {
  appid: string;
  secret: string;
  token: string;
  aesKey: string;
  /** 原始 ID, gh_…: who messages are addressed to. */
  ghId: string;
}

interface MiniprogramAccount {
  appid: string;
  secret: string;
}

export interface FakeAccounts {
  official: OfficialAccount;
  /** Its events are signed with the same token and key, but encrypted for its own appid. */
  miniprogram: MiniprogramAccount;
}

export type AccountKind = keyof FakeAccounts;
