import { z } from "zod";
import { done, refuse } from "../answers.ts";
import { type Api, defineApi } from "../api.ts";
import { faultOfMenu, Menu } from "../menu-rules.ts";
import type { World } from "../world.ts";

/** Phones get a new menu within five minutes; pages here at once. */
function setMenu(world: World, menu: Menu | undefined): void {
  world.menu = menu;
  for (const person of world.people.all())
    if (person.account === "official") world.feed.publish(person.openid, "changed", {});
}

const create = defineApi({
  path: "/cgi-bin/menu/create",
  methods: ["POST"],
  only: "official",
  input: Menu,
  faultyInput: 40016,
  answer: (menu, { world, bytes }) => {
    // The editor of such a menu wrote \uXXXX for Chinese: it would be shown like that.
    if (/\\u[0-9a-f]{4}/i.test(bytes.toString("utf8"))) return refuse(40033);
    const fault = faultOfMenu(menu);
    if (fault !== undefined) return refuse(fault);
    setMenu(world, menu);
    return done;
  },
});

const get = defineApi({
  path: "/cgi-bin/menu/get",
  methods: ["GET"],
  only: "official",
  input: z.unknown(),
  answer: (_given, { world }) => (world.menu === undefined ? refuse(46003) : { menu: world.menu }),
});

const remove = defineApi({
  path: "/cgi-bin/menu/delete",
  methods: ["GET"],
  only: "official",
  input: z.unknown(),
  answer: (_given, { world }) => {
    setMenu(world, undefined);
    return done;
  },
});

export const menuApis: readonly Api[] = [create, get, remove];
