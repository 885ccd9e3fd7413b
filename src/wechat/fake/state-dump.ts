import type { World } from "./world.ts";

/** What the local platform knows, without secrets, tokens, keys and codes. */
export const stateOf = (world: World): unknown => ({
  now: world.clock.now(),
  accounts: {
    official: { appid: world.accounts.official.appid, ghId: world.accounts.official.ghId },
    miniprogram: { appid: world.accounts.miniprogram.appid },
  },
  settings: world.settings,
  menu: world.menu ?? null,
  templates: world.templates,
  qrCodes: world.qrCodes.map(({ scene, expiresAt }) => ({ scene, expiresAt })),
  faults: world.faults.all(),
  people: world.people.all().map((person) => ({
    openid: person.openid,
    account: person.account,
    isFollowing: person.isFollowing,
    isRefusing: person.isRefusing,
    scene: person.scene,
    window: person.window,
    credits: Object.fromEntries(person.credits),
    entries: person.transcript.length,
    exchanges: person.exchanges.length,
  })),
});
