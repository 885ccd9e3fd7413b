// biome-ignore-all format: made from the OpenAPI document of the server
// Do not edit. Made anew by: npx vitest run test/miniprogram/api-types.test.ts -u

export interface Operations {
  /** 搜索课程：按地点、距离、职业、等级、方式、补贴、开班日期和学费；explain=true 说明每门课为什么排在这里 */
  "GET /v1/courses": {
    query?: {
      q?: string;
      place?: string;
      near?: string;
      radiusKm?: string;
      occupation?: string;
      level?: string;
      mode?: "onsite" | "online" | "blended";
      schedule?: "daytime" | "evening" | "weekend" | "full_time";
      subsidised?: "true" | "false";
      startsAfter?: string;
      startsBefore?: string;
      feeMaxFen?: string;
      sort?: "relevance" | "nearest" | "soonest" | "cheapest" | "shortest";
      explain?: "true" | "false";
      limit?: string;
      cursor?: string;
    };
    answer: {
      items: Array<{
        kind: "course";
        id: string;
        title: string;
        occupationCode: string;
        occupationName: string;
        level: number | null;
        mode: "onsite" | "online" | "blended";
        schedule: "daytime" | "evening" | "weekend" | "full_time";
        hours: number;
        feeFen: number;
        isSubsidised: boolean | null;
        subsidySource: {
          id: string;
          title: string;
          documentNo: string | null;
          publishedOn: string | null;
          url: string | null;
          isDemo: boolean;
        } | null;
        certificates: Array<string>;
        description: string;
        requirements: string | null;
        howToEnrol: string;
        contactPhone: string | null;
        institution: {
          id: string;
          name: string;
        };
        site: {
          id: string;
          name: string;
          address: string;
          divisionCode: string;
          divisionName: string;
          point: {
            lat: number;
            lng: number;
          };
          isApproximate: boolean;
        } | null;
        sessions: Array<{
          id: string;
          startsOn: string;
          endsOn: string;
          seatsLeft: number;
        }>;
        status: "submitted" | "published" | "rejected" | "withdrawn" | "expired";
        isDemo: boolean;
        version: number;
        publishedAt: string | null;
        source: {
          id: string;
          title: string;
          documentNo: string | null;
          publishedOn: string | null;
          url: string | null;
          isDemo: boolean;
        };
        statedOn: string;
        distanceMetres: number | null;
        why?: {
          score: number;
          summary: string;
          factors: Array<{
            factor: string;
            value: number;
            reason: string;
            isNeutral: boolean;
          }>;
        };
      }>;
      next: string | null;
      total: {
        value: number;
        isExact: boolean;
      };
      removed: Array<{
        gate: string;
        count: number;
      }>;
      degraded: boolean;
      foundBy: string;
      corrected?: string;
      widenedToKm?: number;
      didYouMean: Array<string>;
      weightsSince: string;
    };
  };
  /** 一门已发布的课程 */
  "GET /v1/courses/{id}": {
    path: {
      id: string;
    };
    answer: {
      id: string;
      title: string;
      occupationCode: string;
      occupationName: string;
      level: number | null;
      mode: "onsite" | "online" | "blended";
      schedule: "daytime" | "evening" | "weekend" | "full_time";
      hours: number;
      feeFen: number;
      isSubsidised: boolean | null;
      subsidySource: {
        id: string;
        title: string;
        documentNo: string | null;
        publishedOn: string | null;
        url: string | null;
        isDemo: boolean;
      } | null;
      certificates: Array<string>;
      description: string;
      requirements: string | null;
      howToEnrol: string;
      contactPhone: string | null;
      institution: {
        id: string;
        name: string;
      };
      site: {
        id: string;
        name: string;
        address: string;
        divisionCode: string;
        divisionName: string;
        point: {
          lat: number;
          lng: number;
        };
        isApproximate: boolean;
      } | null;
      sessions: Array<{
        id: string;
        startsOn: string;
        endsOn: string;
        seatsLeft: number;
      }>;
      status: "submitted" | "published" | "rejected" | "withdrawn" | "expired";
      isDemo: boolean;
      version: number;
      publishedAt: string | null;
      source: {
        id: string;
        title: string;
        documentNo: string | null;
        publishedOn: string | null;
        url: string | null;
        isDemo: boolean;
      };
      statedOn: string;
    };
  };
  /** 一个公共实训基地 */
  "GET /v1/bases/{id}": {
    path: {
      id: string;
    };
    answer: {
      id: string;
      name: string;
      divisionCode: string;
      divisionName: string;
      address: string;
      point: {
        lat: number;
        lng: number;
      };
      occupations: Array<{
        code: string;
        name: string;
      }>;
      phone: string | null;
      openHours: string | null;
      isDemo: boolean;
      version: number;
      source: {
        id: string;
        title: string;
        documentNo: string | null;
        publishedOn: string | null;
        url: string | null;
        isDemo: boolean;
      };
      statedOn: string;
    };
  };
  /** 搜索职业（名称、俗称、拼音）；不带 q 列出全部 */
  "GET /v1/occupations": {
    query?: {
      q?: string;
      limit?: string;
      cursor?: string;
    };
    answer: {
      items: Array<{
        kind: "occupation";
        code: string;
        name: string;
        levels: Array<number>;
        industry: string | null;
        summary: string | null;
        aliases: Array<string>;
        source: {
          id: string;
          title: string;
          documentNo: string | null;
          publishedOn: string | null;
          url: string | null;
          isDemo: boolean;
        };
      }>;
      next: string | null;
      total: {
        value: number;
        isExact: boolean;
      };
      removed: Array<{
        gate: string;
        count: number;
      }>;
      degraded: boolean;
    };
  };
  /** 一个职业：等级、俗称、相近职业和出处 */
  "GET /v1/occupations/{code}": {
    path: {
      code: string;
    };
    answer: {
      code: string;
      name: string;
      levels: Array<{
        level: number;
        name: string;
      }>;
      industry: string | null;
      summary: string | null;
      aliases: Array<string>;
      source: {
        id: string;
        title: string;
        documentNo: string | null;
        publishedOn: string | null;
        url: string | null;
        isDemo: boolean;
      };
      related: Array<{
        code: string;
        name: string;
      }>;
    };
  };
  /** 急需紧缺职业（工种）目录：各期，新的在前 */
  "GET /v1/shortage-lists": {
    answer: {
      items: Array<{
        id: string;
        title: string;
        divisionCode: string;
        divisionName: string;
        period: string;
        publishedOn: string;
        isDemo: boolean;
        source: {
          id: string;
          title: string;
          documentNo: string | null;
          publishedOn: string | null;
          url: string | null;
          isDemo: boolean;
        };
      }>;
    };
  };
  /** 一期急需紧缺职业（工种）目录的全部条目 */
  "GET /v1/shortage-lists/{id}": {
    path: {
      id: string;
    };
    answer: {
      id: string;
      title: string;
      divisionCode: string;
      divisionName: string;
      period: string;
      publishedOn: string;
      isDemo: boolean;
      source: {
        id: string;
        title: string;
        documentNo: string | null;
        publishedOn: string | null;
        url: string | null;
        isDemo: boolean;
      };
      entries: Array<{
        rank: number;
        printedName: string;
        occupationCode: string | null;
        degree: string | null;
        minLevel: number | null;
        reason: string | null;
      }>;
    };
  };
  /** 和匠途说一句话：文字、位置或快捷回复；回答里有课程卡片、快捷回复和未读通知 */
  "POST /v1/me/chat": {
    body: {
      text?: string;
      location?: {
        lat: number;
        lng: number;
      };
      choice?: string;
      explain?: boolean;
      messageId?: string;
    };
    answer: {
      parts: Array<{
        kind: "text";
        text: string;
      } | {
        kind: "card";
        subject: {
          kind: "course" | "base" | "occupation";
          id: string;
        };
        title: string;
        lines: Array<string>;
        path: string;
        isDemo: boolean;
      }>;
      quickReplies: Array<{
        label: string;
        value: string;
      }>;
      degraded: boolean;
      refs?: Array<{
        kind: string;
        id: string;
        field: string;
        value: string;
      }>;
      meaning?: {
        intent: string;
        slots: Record<string, unknown>;
        state: Record<string, unknown>;
        action: string;
      };
      notices: Array<{
        parts: Array<{
          kind: "text";
          text: string;
        } | {
          kind: "card";
          subject: {
            kind: "course" | "base" | "occupation";
            id: string;
          };
          title: string;
          lines: Array<string>;
          path: string;
          isDemo: boolean;
        }>;
        quickReplies: Array<{
          label: string;
          value: string;
        }>;
        id: string;
        createdAt: string;
      }>;
    };
  };
  /** 小程序登录 */
  "POST /v1/miniprogram/sessions": {
    body: {
      code: string;
      scene?: string;
    };
    answer: {
      token: string;
      expiresAt: string;
      isNew: boolean;
    };
  };
  /** 换新令牌 */
  "POST /v1/miniprogram/sessions/rotate": {
    answer: {
      token: string;
      expiresAt: string;
    };
  };
  /** 退出登录 */
  "DELETE /v1/miniprogram/session": {
    answer: undefined;
  };
  /** 收藏 */
  "GET /v1/me/favourites": {
    answer: {
      items: Array<{
        courseId: string;
        title: string;
        addedAt: string;
        state: "open" | "full" | "ended" | "paused" | "withdrawn";
        said: string;
      }>;
    };
  };
  "PUT /v1/me/favourites/{courseId}": {
    path: {
      courseId: string;
    };
    answer: undefined;
  };
  "DELETE /v1/me/favourites/{courseId}": {
    path: {
      courseId: string;
    };
    answer: undefined;
  };
  "GET /v1/me/saved-searches": {
    answer: {
      items: Array<{
        id: string;
        label: string;
        createdAt: string;
      }>;
    };
  };
  "POST /v1/me/saved-searches": {
    body: {
      occupations?: Array<string>;
      place?: string;
    };
    answer: {
      id: string;
      label: string;
    };
  };
  "DELETE /v1/me/saved-searches/{id}": {
    path: {
      id: string;
    };
    answer: undefined;
  };
  "GET /v1/me/places": {
    answer: {
      items: Array<{
        id: string;
        label: string;
        divisionCode: string | null;
        divisionName: string | null;
        point: {
          lat: number;
          lng: number;
        } | null;
        expiresAt: string | null;
      }>;
    };
  };
  "POST /v1/me/places": {
    body: {
      label: string;
      divisionCode?: string;
      point?: {
        lat: number;
        lng: number;
      };
    };
    answer: {
      id: string;
    };
  };
  "DELETE /v1/me/places/{placeId}": {
    path: {
      placeId: string;
    };
    answer: undefined;
  };
  "GET /v1/me/inbox": {
    answer: {
      items: Array<{
        id: string;
        createdAt: string;
        parts: Array<{
          kind: "text";
          text: string;
        } | {
          kind: "card";
          subject: {
            kind: "course" | "base" | "occupation";
            id: string;
          };
          title: string;
          lines: Array<string>;
          path: string;
          isDemo: boolean;
        }>;
        quickReplies: Array<{
          label: string;
          value: string;
        }>;
      }>;
    };
  };
  "POST /v1/me/inbox/seen": {
    body: {
      ids: Array<string>;
    };
    answer: undefined;
  };
  "POST /v1/me/subscribe-credits": {
    body: {
      reports: Array<{
        templateId: string;
        result: "accept" | "reject" | "ban" | "filter";
      }>;
    };
    answer: undefined;
  };
  "GET /v1/me/consents": {
    answer: {
      items: Array<{
        purpose: "service" | "location" | "notices" | "phone" | "profile";
        version: string;
        isGiven: boolean;
        answeredAt: string | null;
        withdrawnAt: string | null;
      }>;
    };
  };
  "PUT /v1/me/consents/{purpose}": {
    path: {
      purpose: "service" | "location" | "notices" | "phone" | "profile";
    };
    body: {
      isGiven: boolean;
      version: string;
    };
    answer: undefined;
  };
  "GET /v1/me/settings": {
    answer: {
      isPersonalised: boolean;
    };
  };
  "PUT /v1/me/settings": {
    body: {
      isPersonalised: boolean;
    };
    answer: undefined;
  };
  "GET /v1/me/export": {
    answer: Record<string, unknown>;
  };
  "DELETE /v1/me": {
    answer: undefined;
  };
}
