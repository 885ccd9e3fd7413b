import { createWxPlatform } from "./services/platform-wx";
import { createServices, type JiangtuApp } from "./services/services";
import { settings } from "./settings";

App<JiangtuApp>({ services: createServices(createWxPlatform(), settings) });
