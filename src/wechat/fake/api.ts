import type { z } from "zod";
import type { AccountKind } from "./accounts.ts";
import { type Answer, refuse } from "./answers.ts";
import type { Pusher } from "./push/pusher.ts";
import type { World } from "./world.ts";

export interface Call {
  world: World;
  pusher: Pusher;
  /** Whose token it came with; the official account where no token is asked for. */
  account: AccountKind;
  now: Date;
  /** Of the request, with its own content type, for uploads. */
  bytes: Buffer;
  contentType: string;
}

/** One endpoint of the platform's server API. */
export interface Api {
  path: string;
  methods: readonly ("GET" | "POST")[];
  /** Whether it is asked with an access_token. */
  isOpen: boolean;
  /** Whose API it is; both accounts' unless said. */
  only?: AccountKind;
  isUpload: boolean;
  /** Calls of the same key may not run at the same time (43108). */
  exclusiveKey(given: unknown): string | undefined;
  answer(given: unknown, call: Call): Answer | Promise<Answer>;
}

interface ApiOf<Schema extends z.ZodType> {
  path: string;
  methods: readonly ("GET" | "POST")[];
  isOpen?: boolean;
  only?: AccountKind;
  isUpload?: boolean;
  input: Schema;
  /** Of an input that does not fit; 40097 unless the API says it otherwise. */
  faultyInput?: number;
  exclusiveKey?(input: z.output<Schema>): string;
  answer(input: z.output<Schema>, call: Call): Answer | Promise<Answer>;
}

/** Declares an endpoint: what comes in is checked before anything sees it. */
export function defineApi<Schema extends z.ZodType>(api: ApiOf<Schema>): Api {
  const { input, exclusiveKey, faultyInput = 40097 } = api;
  return {
    path: api.path,
    methods: api.methods,
    isOpen: api.isOpen ?? false,
    isUpload: api.isUpload ?? false,
    ...(api.only === undefined ? {} : { only: api.only }),
    exclusiveKey: (given) => {
      const parsed = input.safeParse(given);
      return parsed.success ? exclusiveKey?.(parsed.data) : undefined;
    },
    answer: (given, call) => {
      const parsed = input.safeParse(given);
      if (parsed.success) return api.answer(parsed.data, call);
      return refuse(faultyInput, parsed.error.issues[0]?.path.join("."));
    },
  };
}
