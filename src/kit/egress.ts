import { isIP } from "node:net";

const PRIVATE_V4 = /^(?:127|10)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^169\.254\./;
const PRIVATE_V6 = /^(?:::1|f[cd][0-9a-f]{2}:.*|fe80:.*)$/i;

/** Within the operator's own network: loopback, private ranges, and names without a dot or under .internal, .local, .lan. */
export function isOwnNetwork(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  if (isIP(bare) === 4) return PRIVATE_V4.test(bare);
  if (isIP(bare) === 6) return PRIVATE_V6.test(bare);
  return !bare.includes(".") || /\.(?:internal|local|lan|localhost)$/.test(bare);
}

/**
 * Hosts that data would leave for, though nobody has allowed it: personal data stays in China (PIPL arts 36, 38–40), so every host
 * outside of the operator's own network is named beforehand.
 * @param allowed host names; one that begins with a dot allows everything below it
 */
export function refusedHosts(urls: readonly string[], allowed: readonly string[]): string[] {
  const isAllowed = (host: string): boolean =>
    allowed.some((name) => (name.startsWith(".") ? host.endsWith(name) : host === name));
  return [...new Set(urls.map((url) => new URL(url).hostname))].filter(
    (host) => !isOwnNetwork(host) && !isAllowed(host),
  );
}
