// A program that stands on the embedded services and does nothing else: what the tests start, join, stop and kill.
//   services-program.ts start|use
// Prints one JSON line when it is up ({databaseUrl …} or {code, message}), ends on SIGTERM.
import { loadConfig } from "../../src/config.ts";
import { startServices } from "../../src/embedded/services.ts";
import { useServices } from "../../src/embedded/use-services.ts";
import { AppError } from "../../src/errors.ts";

const lines: string[] = [];
const log = (line: string): void => void lines.push(line);
const config = loadConfig({ DATA_DIR: process.env["DATA_DIR"], DATABASE_URL: process.env["DATABASE_URL"] });

try {
  const isStart = process.argv[2] === "start";
  const services = isStart ? await startServices(config, log) : await useServices(config, log);
  if (isStart) services.announce("http://127.0.0.1:3000");
  process.once("SIGTERM", () => void services.stop().then(() => process.exit(0)));
  setInterval(() => undefined, 1_000); // stays until the signal
  console.log(JSON.stringify({ ...services, lines }));
} catch (error) {
  const { code, message } = error instanceof AppError ? error : { code: "fault", message: String(error) };
  console.log(JSON.stringify({ code, message }));
  process.exitCode = 2;
}
