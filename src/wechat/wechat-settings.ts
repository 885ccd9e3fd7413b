/** One app of WeChat, with what proves that we are its owner. */
export interface AppCredentials {
  appid: string;
  secret: string;
}

/** How an app's pushes are signed and sealed. */
export interface PushCredentials {
  token: string;
  /** 43 letters and digits. */
  aesKey: string;
}

/** Everything about the account (服务号) and the mini-program that comes from the configuration, or, in the demo, is made up. */
export interface WechatSettings {
  account: AppCredentials &
    PushCredentials & {
      mode: "aes" | "plain";
      /** Template of new courses (模板消息); undefined = people are told by a customer-service message while they may be. */
      noticeTemplate?: string;
    };
  miniprogram?: AppCredentials & {
    /** Its message push; undefined = WeChat does not tell us of subscriptions and withdrawals there. */
    push?: PushCredentials;
    /** Subscribe-message template of new courses. */
    noticeTemplate?: string;
  };
  /** Of the server API, without a slash at the end. */
  apiUrl: string;
  /** Whether it is the local stand-in of the demo. */
  isLocal: boolean;
}
