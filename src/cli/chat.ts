import { CHAT_HELP, chat as chatInTerminal } from "../../bot/channels/terminal.ts";
import { useServices } from "../embedded/use-services.ts";
import { systemClock } from "../kit/clock.ts";
import { createLog } from "../kit/log.ts";
import { wire } from "../wire.ts";
import { type Command, print, say, wantsHelp } from "./command.ts";
import { prepareData } from "./prepare.ts";

/** `npm run chat`: joins a running start, or brings up its own services for as long as the talk lasts. */
export const chat: Command = async (args, config) => {
  if (wantsHelp(args)) {
    print(CHAT_HELP);
    return 0;
  }
  const services = await useServices(config, say);
  try {
    const log = createLog("warn");
    const { filling } = await prepareData(config, services, log);
    const house = await wire({ config, services, clock: systemClock, log });
    try {
      await filling;
      const { answer, people, subscriptions } = house;
      const { stdin: input, stdout: output } = process;
      return await chatInTerminal(args, { answer, people, inbox: subscriptions, clock: systemClock, input, output });
    } finally {
      await house.close();
    }
  } finally {
    await services.stop();
  }
};
