type Listener = (event: string, data: unknown) => void;

/** What happens to people, told to the pages that show them. */
export interface Feed {
  publish(openid: string, event: string, data: unknown): void;
  /** @returns stops listening */
  listen(openids: readonly string[], listener: Listener): () => void;
}

export function createFeed(): Feed {
  const listeners = new Map<string, Set<Listener>>();
  return {
    publish: (openid, event, data) => {
      for (const listener of listeners.get(openid) ?? []) listener(event, data);
    },
    listen: (openids, listener) => {
      for (const openid of openids) listeners.set(openid, (listeners.get(openid) ?? new Set()).add(listener));
      return () => {
        for (const openid of openids) {
          listeners.get(openid)?.delete(listener);
          if (listeners.get(openid)?.size === 0) listeners.delete(openid);
        }
      };
    },
  };
}
