import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../errors.ts";

/** What is left to a caller after this request, for the RateLimit-* headers. */
export interface Allowance {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

export class TooManyRequests extends AppError {
  readonly allowance: Allowance;

  constructor(allowance: Allowance) {
    super("too_many_requests", 429, `请求太频繁，请 ${allowance.resetSeconds} 秒后再试。`);
    this.allowance = allowance;
  }
}

export interface Limits {
  /**
   * Counts one request.
   * @param what the route or act that is limited
   * @param who account, key or address
   * @throws TooManyRequests
   */
  count(what: string, who: string, perMinute: number): Promise<Allowance>;
}

const seconds = (result: RateLimiterRes): number => Math.max(1, Math.ceil(result.msBeforeNext / 1000));

/**
 * Counts live in this process, so no outage of a store can lift a limit; with several web processes each allows the full number. A
 * limiter on a shared store, should one come, keeps this one as its insurance.
 */
export function createLimits(): Limits {
  const limiters = new Map<number, RateLimiterMemory>();
  const limiterFor = (points: number): RateLimiterMemory => {
    const limiter = limiters.get(points) ?? new RateLimiterMemory({ points, duration: 60 });
    limiters.set(points, limiter);
    return limiter;
  };
  return {
    count: async (what, who, perMinute) => {
      try {
        const result = await limiterFor(perMinute).consume(`${what}|${who}`);
        return { limit: perMinute, remaining: result.remainingPoints, resetSeconds: seconds(result) };
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new TooManyRequests({ limit: perMinute, remaining: 0, resetSeconds: seconds(error) });
      }
    },
  };
}

/** One household or office shares an IPv6 /64, and one machine can use all of it. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : new Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}
