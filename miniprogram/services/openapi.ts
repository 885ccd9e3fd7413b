// biome-ignore-all format: made from the OpenAPI document of the server
// Do not edit. Made anew by: npx vitest run test/miniprogram/api-types.test.ts -u

export interface Operations {
  /** 用 wx.login 的 code 登录；令牌 30 天有效，只在这一次显示 */
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
  /** 换一个新令牌；旧的还能用 60 秒，之后再用会让这次登录作废 */
  "POST /v1/miniprogram/sessions/rotate": {
    answer: {
      token: string;
      expiresAt: string;
    };
  };
  /** 退出登录（这部手机） */
  "DELETE /v1/miniprogram/session": {
    answer: undefined;
  };
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
  /** 在小程序里和匠途说一句话：文字、位置或快捷回复 */
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
  /** 我的收藏，新的在前；每门课都是现在的样子，停招、撤下的会说明 */
  "GET /v1/me/favourites": {
    answer: {
      items: Array<{
        courseId: string;
        title: string;
        addedAt: string;
        state: "open" | "full" | "ended" | "paused" | "withdrawn";
        said: string;
        course: {
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
        } | null;
      }>;
    };
  };
  /** 收藏一门课程 */
  "PUT /v1/me/favourites/{courseId}": {
    path: {
      courseId: string;
    };
    answer: undefined;
  };
  /** 取消收藏 */
  "DELETE /v1/me/favourites/{courseId}": {
    path: {
      courseId: string;
    };
    answer: undefined;
  };
  /** 我的订阅 */
  "GET /v1/me/saved-searches": {
    answer: {
      items: Array<{
        id: string;
        label: string;
        query: {
          q?: string;
          occupations?: Array<string>;
          spoken?: string;
          place?: string;
          level?: number;
          mode?: "onsite" | "online" | "blended";
          schedule?: "daytime" | "evening" | "weekend" | "full_time";
          subsidised?: boolean;
          near?: {
            lat: number;
            lng: number;
          };
          radiusKm?: number;
          isBeginner?: true;
          startsAfter?: string;
          startsBefore?: string;
          feeMaxFen?: number;
          sort?: "relevance" | "nearest" | "soonest" | "cheapest" | "shortest";
          refused?: {
            occupation?: string;
            place?: string;
            mode?: "onsite" | "online" | "blended";
            schedule?: "daytime" | "evening" | "weekend" | "full_time";
            level?: number;
          };
        };
        createdAt: string;
      }>;
    };
  };
  /** 订阅：有符合的新班就通知；已经订过的原样返回 */
  "POST /v1/me/saved-searches": {
    body: {
      q?: string;
      occupations?: Array<string>;
      place?: string;
      level?: number;
      mode?: "onsite" | "online" | "blended";
      schedule?: "daytime" | "evening" | "weekend" | "full_time";
      subsidised?: boolean;
      startsAfter?: string;
      startsBefore?: string;
      feeMaxFen?: number;
    };
    answer: {
      id: string;
      label: string;
      query: {
        q?: string;
        occupations?: Array<string>;
        spoken?: string;
        place?: string;
        level?: number;
        mode?: "onsite" | "online" | "blended";
        schedule?: "daytime" | "evening" | "weekend" | "full_time";
        subsidised?: boolean;
        near?: {
          lat: number;
          lng: number;
        };
        radiusKm?: number;
        isBeginner?: true;
        startsAfter?: string;
        startsBefore?: string;
        feeMaxFen?: number;
        sort?: "relevance" | "nearest" | "soonest" | "cheapest" | "shortest";
        refused?: {
          occupation?: string;
          place?: string;
          mode?: "onsite" | "online" | "blended";
          schedule?: "daytime" | "evening" | "weekend" | "full_time";
          level?: number;
        };
      };
      createdAt: string;
    };
  };
  /** 退订一个 */
  "DELETE /v1/me/saved-searches/{searchId}": {
    path: {
      searchId: string;
    };
    answer: undefined;
  };
  /** 我的个人情况（没填的为空） */
  "GET /v1/me/profile": {
    answer: {
      divisionCode: string | null;
      groups: Array<"migrant_worker" | "rural_labourer" | "graduate" | "student" | "veteran" | "military_family" | "woman_returning" | "disabled" | "unemployed_registered" | "laid_off" | "hard_to_employ" | "zero_employment_family" | "older_worker" | "low_income" | "poverty_alleviated" | "entrepreneur" | "gig_worker" | "fisherman" | "dropout_youth">;
      schooling: "无" | "小学" | "初中" | "高中" | "中专" | "大专" | "本科" | "研究生" | null;
      birthYear: number | null;
    };
  };
  /** 保存个人情况，整份替换；先要同意 profile。未满 14 周岁不保存；notes 是要告诉本人的话 */
  "PUT /v1/me/profile": {
    body: {
      divisionCode?: string | null;
      groups?: Array<"migrant_worker" | "rural_labourer" | "graduate" | "student" | "veteran" | "military_family" | "woman_returning" | "disabled" | "unemployed_registered" | "laid_off" | "hard_to_employ" | "zero_employment_family" | "older_worker" | "low_income" | "poverty_alleviated" | "entrepreneur" | "gig_worker" | "fisherman" | "dropout_youth">;
      schooling?: "无" | "小学" | "初中" | "高中" | "中专" | "大专" | "本科" | "研究生" | null;
      birthYear?: number | null;
    };
    answer: {
      divisionCode: string | null;
      groups: Array<"migrant_worker" | "rural_labourer" | "graduate" | "student" | "veteran" | "military_family" | "woman_returning" | "disabled" | "unemployed_registered" | "laid_off" | "hard_to_employ" | "zero_employment_family" | "older_worker" | "low_income" | "poverty_alleviated" | "entrepreneur" | "gig_worker" | "fisherman" | "dropout_youth">;
      schooling: "无" | "小学" | "初中" | "高中" | "中专" | "大专" | "本科" | "研究生" | null;
      birthYear: number | null;
      notes: Array<string>;
    };
  };
  /** 删除个人情况 */
  "DELETE /v1/me/profile": {
    answer: undefined;
  };
  /** 我的常用地点 */
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
        createdAt: string;
        expiresAt: string | null;
      }>;
    };
  };
  /** 存一个常用地点：区县，或大致位置；同名的会被替换 */
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
      label: string;
      divisionCode: string | null;
      divisionName: string | null;
      point: {
        lat: number;
        lng: number;
      } | null;
      createdAt: string;
      expiresAt: string | null;
    };
  };
  /** 删除一个常用地点 */
  "DELETE /v1/me/places/{placeId}": {
    path: {
      placeId: string;
    };
    answer: undefined;
  };
  /** 我的通知，新的在前，最多 50 条 */
  "GET /v1/me/inbox": {
    answer: {
      items: Array<{
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
        isSeen: boolean;
      }>;
    };
  };
  /** 确认已经看过这些通知 */
  "POST /v1/me/inbox/seen": {
    body: {
      ids: Array<string>;
    };
    answer: undefined;
  };
  /** 报告 wx.requestSubscribeMessage 的结果；收到微信的事件后才计次数 */
  "POST /v1/me/subscribe-credits": {
    body: {
      reports: Array<{
        templateId: string;
        result: "accept" | "reject" | "ban" | "filter";
      }>;
    };
    answer: {
      items: Array<{
        templateId: string;
        credits: number;
        isLongTerm: boolean;
      }>;
    };
  };
  /** 我同意过什么、什么时候、哪个版本 */
  "GET /v1/me/consents": {
    answer: {
      items: Array<{
        purpose: "service" | "location" | "notices" | "phone" | "profile";
        version: string;
        channel: string;
        state: "asked" | "given" | "refused" | "withdrawn";
        isGiven: boolean;
        askedAt: string;
        answeredAt: string | null;
        withdrawnAt: string | null;
      }>;
    };
  };
  /** 同意或撤回；撤回后马上删除据此保存的内容 */
  "PUT /v1/me/consents/{purpose}": {
    path: {
      purpose: "service" | "location" | "notices" | "phone" | "profile";
    };
    body: {
      isGiven: boolean;
      version: string;
    };
    answer: {
      items: Array<{
        purpose: "service" | "location" | "notices" | "phone" | "profile";
        version: string;
        channel: string;
        state: "asked" | "given" | "refused" | "withdrawn";
        isGiven: boolean;
        askedAt: string;
        answeredAt: string | null;
        withdrawnAt: string | null;
      }>;
    };
  };
  /** 我的设置 */
  "GET /v1/me/settings": {
    answer: {
      isPersonalised: boolean;
    };
  };
  /** 打开或关闭个性化；关闭后不用个人情况来猜您的意思，订阅的通知照常 */
  "PUT /v1/me/settings": {
    body: {
      isPersonalised: boolean;
    };
    answer: {
      isPersonalised: boolean;
    };
  };
  /** 我的全部数据（JSON） */
  "GET /v1/me/export": {
    answer: {
      channel: string;
      since: string;
      isPersonalised: boolean;
      dialogue: Record<string, unknown> | null;
      consents: Array<{
        purpose: "service" | "location" | "notices" | "phone" | "profile";
        version: string;
        channel: string;
        state: "asked" | "given" | "refused" | "withdrawn";
        isGiven: boolean;
        askedAt: string;
        answeredAt: string | null;
        withdrawnAt: string | null;
      }>;
      savedSearches: Array<{
        createdAt: string;
        label: string;
        query: unknown;
        cancelledAt: string | null;
      }>;
      inbox: Array<{
        createdAt: string;
        readAt: string | null;
      }>;
      deliveries: Array<{
        createdAt: string;
        kind: string;
        state: string;
        channel: string;
      }>;
      demands: Array<{
        createdAt: string;
        occupationCode: string | null;
        topic: string | null;
        divisionCode: string | null;
      }>;
      complaints: Array<{
        createdAt: string;
        ticketNo: string;
        words: string | null;
      }>;
      profile: {
        divisionCode: string | null;
        groups: Array<string>;
        schooling: string | null;
        birthYear: number | null;
        updatedAt: string;
      } | null;
      phone: {
        createdAt: string;
      } | null;
      places: Array<{
        createdAt: string;
        label: string;
        divisionCode: string | null;
        lat: number | null;
        lng: number | null;
        expiresAt: string | null;
      }>;
      favourites: Array<{
        createdAt: string;
        courseId: string;
      }>;
      credits: Array<{
        templateId: string;
        credits: number;
        isLongTerm: boolean;
      }>;
      creditReports: Array<{
        templateId: string;
        reportedAt: string | null;
        confirmedAt: string | null;
      }>;
      sessions: Array<{
        createdAt: string;
        lastSeenAt: string;
        expiresAt: string;
      }>;
      wechat: {
        isFollowing: boolean;
        sceneId: string | null;
        updatedAt: string;
      } | null;
    };
  };
  /** 注销：马上删除我的全部数据，所有手机都退出 */
  "DELETE /v1/me": {
    answer: undefined;
  };
}
