import type { Puppet } from "wechaty-puppet";
import { AppError } from "../../src/errors.ts";

export interface PuppetSettings {
  /** service, mock, or the name of an installed wechaty-puppet-* package. The official account is no such puppet: its messages are posted to us. */
  name: string;
  /** Of a puppet service. */
  token: string | undefined;
}

const packageOf = (name: string): string => (name === "service" || name === "mock" ? `wechaty-puppet-${name}` : name);

type PuppetClass = new (options: Record<string, unknown>) => Puppet;

/** Puppet packages export their class as default or by a name that begins with Puppet. */
function classIn(module: Record<string, unknown>): PuppetClass | undefined {
  const found = [
    module["default"],
    ...Object.entries(module)
      .filter(([name]) => name.startsWith("Puppet"))
      .map(([, each]) => each),
  ];
  // whatever a package exports is a value of no type; that it is a class is all that can be seen of it
  return found.find((each) => typeof each === "function") as PuppetClass | undefined;
}

/**
 * A puppet that the operator has chosen instead of the official account; at their own risk (docs/wechat.md).
 * @throws AppError when the package is not installed, is none, or lacks its token
 */
export async function configuredPuppet({ name, token }: PuppetSettings): Promise<Puppet> {
  if (name === "service" && token === undefined)
    throw new AppError("puppet_token", 422, "WECHATY_PUPPET=service 需要设置 WECHATY_PUPPET_SERVICE_TOKEN。");
  const wanted = packageOf(name);
  const module: Record<string, unknown> = await import(wanted).catch((error: unknown) => {
    throw new AppError(
      "puppet_missing",
      422,
      `装不上 ${wanted}：请先 npm install ${wanted}。（${error instanceof Error ? error.message.split("\n")[0] : "无法加载"}）`,
    );
  });
  const puppet = classIn(module);
  if (puppet === undefined) throw new AppError("puppet_unknown", 422, `${wanted} 不是 wechaty 的 puppet 包。`);
  return new puppet(token === undefined ? {} : { token });
}
