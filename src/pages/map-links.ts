import { gcj02OfWgs84, type Point } from "../kit/geo.ts";

export interface MapLink {
  label: string;
  url: string;
}

/** Opens the map app of the phone at a place. Chinese maps speak GCJ-02: the conversion happens here and nowhere further in. */
export function mapLinks(point: Point, name: string, address: string): MapLink[] {
  const { lat, lng } = gcj02OfWgs84(point);
  const at = { lat: lat.toFixed(6), lng: lng.toFixed(6) };
  const amap = new URLSearchParams({ position: `${at.lng},${at.lat}`, name, coordinate: "gaode", callnative: "1" });
  const tencent = new URLSearchParams({
    marker: `coord:${at.lat},${at.lng};title:${name};addr:${address}`,
    referer: "jiangtu",
  });
  return [
    { label: "高德地图", url: `https://uri.amap.com/marker?${amap}` },
    { label: "腾讯地图", url: `https://apis.map.qq.com/uri/v1/marker?${tencent}` },
  ];
}
