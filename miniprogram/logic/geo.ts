import type { Point } from "../services/platform";

const EARTH_RADIUS_METRES = 6_371_008.8; // mean radius, IUGG
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance (haversine). */
export function distanceMetres(a: Point, b: Point): number {
  const dLat = radians(b.lat - a.lat);
  const dLng = radians(b.lng - a.lng);
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** To 0.01° (about 1 km), before a person's point leaves the phone. */
export const coarse = ({ lat, lng }: Point): Point => ({
  lat: Math.round(lat * 100) / 100,
  lng: Math.round(lng * 100) / 100,
});

/** For the parameter `near`. */
export const nearText = ({ lat, lng }: Point): string => `${lat},${lng}`;

// GCJ-02 is the datum of Chinese maps: WGS-84 shifted by a published polynomial on the Krasovsky 1940 ellipsoid.
const AXIS = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;

const waves = (t: number): number => ((20 * Math.sin(6 * t * Math.PI) + 20 * Math.sin(2 * t * Math.PI)) * 2) / 3;

function shiftOf({ lat, lng }: Point): Point {
  const [x, y] = [lng - 105, lat - 35];
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    waves(x) +
    ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3 +
    ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3;
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    waves(x) +
    ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3 +
    ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3;
  const magic = 1 - ECCENTRICITY_SQUARED * Math.sin(radians(lat)) ** 2;
  const root = Math.sqrt(magic);
  return {
    lat: (north * 180) / (((AXIS * (1 - ECCENTRICITY_SQUARED)) / (magic * root)) * Math.PI),
    lng: (east * 180) / ((AXIS / root) * Math.cos(radians(lat)) * Math.PI),
  };
}

/** For showing a place on WeChat's map. */
export function gcj02OfWgs84(point: Point): Point {
  const shift = shiftOf(point);
  return { lat: point.lat + shift.lat, lng: point.lng + shift.lng };
}

/** Of a point picked on WeChat's map; within a few metres, which is more than a rounded point needs. */
export function wgs84OfGcj02(point: Point): Point {
  const shift = shiftOf(point);
  return { lat: point.lat - shift.lat, lng: point.lng - shift.lng };
}
