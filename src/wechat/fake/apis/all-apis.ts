import type { Api } from "../api.ts";
import { accountApis } from "./account-apis.ts";
import { contentApis } from "./content-apis.ts";
import { customApis } from "./custom-apis.ts";
import { mediaApis } from "./media-apis.ts";
import { menuApis } from "./menu-apis.ts";
import { miniprogramApis } from "./miniprogram-apis.ts";
import { templateApis } from "./template-apis.ts";
import { tokenApis } from "./token-apis.ts";

export const allApis: readonly Api[] = [
  ...tokenApis,
  ...customApis,
  ...templateApis,
  ...menuApis,
  ...mediaApis,
  ...accountApis(() => apiPaths),
  ...miniprogramApis,
  ...contentApis,
];

const apiPaths: ReadonlySet<string> = new Set(allApis.map(({ path }) => path));
