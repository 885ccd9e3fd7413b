import type { CourseService } from "../courses/course-service.ts";
import type { Route } from "../http/route.ts";
import type { Database } from "../kit/database.ts";
import type { Places } from "../places/place.ts";
import type { ConsentService } from "./consent.ts";
import { creditRoutes } from "./credit-routes.ts";
import type { CreditService } from "./credit-service.ts";
import { favouriteRoutes } from "./favourite-routes.ts";
import { createFavouriteService } from "./favourite-service.ts";
import { createLearnerLogin } from "./learner-login.ts";
import { createLearnerSessionService, type LearnerSessionService } from "./learner-session-service.ts";
import type { MiniProgramLogin, MiniProgramPhone } from "./mini-program.ts";
import type { PersonService } from "./person-service.ts";
import { phoneRoutes } from "./phone-routes.ts";
import { createPhoneService } from "./phone-service.ts";
import { privacyRoutes } from "./privacy-routes.ts";
import { profileRoutes } from "./profile-routes.ts";
import { createProfileService, type ProfileService } from "./profile-service.ts";
import { savedPlaceRoutes } from "./saved-place-routes.ts";
import { createSavedPlaceService } from "./saved-place-service.ts";
import { sceneRoutes } from "./scene-routes.ts";
import { createSceneService, type LinkPort, type QrPort } from "./scene-service.ts";
import { sessionRoutes } from "./session-routes.ts";

/** The mini-program as WeChat knows it. */
export interface MiniProgram {
  appid: string;
  client: MiniProgramLogin & MiniProgramPhone & LinkPort;
}

export interface LearnerNeeds {
  db: Database;
  places: Places;
  courses: Pick<CourseService, "publishedByIds">;
  people: PersonService;
  consents: ConsentService;
  credits: CreditService;
  secret: string;
  /** Undefined where none is set up: signing in then says so. */
  miniProgram: MiniProgram | undefined;
  /** Undefined where no official account is set up. */
  qrs: QrPort | undefined;
}

export interface LearnerParts {
  sessions: LearnerSessionService;
  profiles: ProfileService;
  routes: Route[];
}

/** Everything of a learner that needs neither search nor bot. */
export function createLearnerParts(needs: LearnerNeeds): LearnerParts {
  const { db, places, people, consents, credits, secret, miniProgram } = needs;
  const wechat = miniProgram?.client;
  const sessions = createLearnerSessionService(db);
  const profiles = createProfileService(db, places);
  const login = createLearnerLogin({ db, people, sessions, wechat, appid: miniProgram?.appid ?? "", secret });
  return {
    sessions,
    profiles,
    routes: [
      ...sessionRoutes({ login, sessions }),
      ...profileRoutes({ profiles }),
      ...savedPlaceRoutes({ savedPlaces: createSavedPlaceService(db, places) }),
      ...favouriteRoutes({ favourites: createFavouriteService(db, needs.courses) }),
      ...phoneRoutes({ phones: createPhoneService({ db, wechat, secret }) }),
      ...creditRoutes({ credits }),
      ...privacyRoutes({ db, people, consents }),
      ...sceneRoutes({ scenes: createSceneService({ db, places, links: wechat, qrs: needs.qrs }) }),
    ],
  };
}
