import { createRequire } from "node:module";
import { z } from "zod";

// gcoord ships CommonJS whose types describe an ES module: only through `require` do both agree.
const gcoord: typeof import("gcoord")["default"] = createRequire(import.meta.url)("gcoord");

/** Degrees on WGS-84. Everything inside the program uses this datum. */
export const Point = z.strictObject({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) });
export type Point = z.infer<typeof Point>;

const EARTH_RADIUS_METRES = 6_371_008.8; // mean radius, IUGG
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance (haversine). */
export function distanceMetres(a: Point, b: Point): number {
  const dLat = radians(b.lat - a.lat);
  const dLng = radians(b.lng - a.lng);
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}

export interface Box {
  north: number;
  south: number;
  east: number;
  west: number;
}

/** The smallest box of degrees that holds the circle. Not meant for the poles or the date line: China has neither. */
export function boxAround(centre: Point, radiusMetres: number): Box {
  const dLat = (radiusMetres / EARTH_RADIUS_METRES) * (180 / Math.PI);
  const dLng = dLat / Math.cos(radians(centre.lat));
  return { north: centre.lat + dLat, south: centre.lat - dLat, east: centre.lng + dLng, west: centre.lng - dLng };
}

/** A person's point, rounded to 0.01° (about 1 km) before anything else sees it. */
export const coarsePoint = (point: Point): Point => ({
  lat: Math.round(point.lat * 100) / 100,
  lng: Math.round(point.lng * 100) / 100,
});

/** WeChat and Chinese maps hand over GCJ-02; called at those edges only. */
export function wgs84OfGcj02(point: Point): Point {
  const [lng, lat] = gcoord.transform([point.lng, point.lat], gcoord.GCJ02, gcoord.WGS84);
  return { lat, lng };
}

export function gcj02OfWgs84(point: Point): Point {
  const [lng, lat] = gcoord.transform([point.lng, point.lat], gcoord.WGS84, gcoord.GCJ02);
  return { lat, lng };
}

const CHINA: Box = { north: 53.6, south: 3.4, east: 135.1, west: 73.4 };
const SICHUAN: Box = { north: 34.4, south: 26.0, east: 108.6, west: 97.3 };
const isIn = (box: Box, { lat, lng }: Point): boolean =>
  lat >= box.south && lat <= box.north && lng >= box.west && lng <= box.east;

/** Coarse boxes: good enough to tell a mistyped or foreign coordinate, not to decide a border. */
export const isInChina = (point: Point): boolean => isIn(CHINA, point);
export const isAroundSichuan = (point: Point): boolean => isIn(SICHUAN, point);

/** 约 3 公里, 约 0.5 公里. A person's point is coarse, so nothing finer is honest. */
export function spokenDistance(metres: number): string {
  if (metres < 1000) return "1 公里内";
  return `约 ${Math.round(metres / 1000)} 公里`;
}
