export interface Rule {
  selector: string;
  declarations: Record<string, string>;
}

/** The rules of a style sheet; ours are flat. */
export function rulesOf(wxss: string): Rule[] {
  const bare = wxss.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...bare.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selectors = "", body = ""]) => {
    const declarations = Object.fromEntries(
      body
        .split(";")
        .map((line) => /^\s*([\w-]+)\s*:\s*([\s\S]+?)\s*$/.exec(line))
        .filter((match) => match !== null)
        .map(([, name = "", value = ""]) => [name, value]),
    );
    return selectors.split(",").map((selector) => ({ selector: selector.trim(), declarations }));
  });
}

/** Variables of the theme with their values. */
export const variablesOf = (rules: readonly Rule[]): Record<string, string> =>
  Object.assign(
    {},
    ...rules.map(({ declarations }) =>
      Object.fromEntries(Object.entries(declarations).filter(([name]) => name.startsWith("--"))),
    ),
  );

/** A value with its variables put in. */
export function resolved(value: string, variables: Readonly<Record<string, string>>): string {
  const next = value.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => variables[name] ?? whole);
  return next === value ? value : resolved(next, variables);
}

/** Pixels of a length in px, alone or times the scale; NaN for anything else. */
export function pixels(value: string): number {
  const match = /^(?:calc\()?(\d+(?:\.\d+)?)px(?:\s*\*\s*(\d+(?:\.\d+)?)\))?$/.exec(value);
  return match === null ? Number.NaN : Number(match[1]) * Number(match[2] ?? 1);
}

/** Relative luminance of #rrggbb (WCAG 2.2). */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}
