import fc from "fast-check";

/** What means something to an engine, to SQL or to neither and hurts them all the same. */
const FRAGMENTS = [
  ...[
    '"',
    "'",
    "\\",
    "\\\\",
    "\u0000",
    "\n",
    "`",
    "$1",
    "#{x}",
    "%",
    "_",
    "*",
    ":*",
    "&",
    "|",
    "!",
    "<->",
    "(",
    ")",
    "{",
    "}",
  ],
  ...[
    '"]) OR true',
    "' OR 1=1 --",
    "'; DROP TABLE course; --",
    "level = 5",
    "_geoRadius(0, 0, 1)",
    "NOT",
    "AND",
    "\\' OR",
  ],
  ...[
    "divisionCode IN [510104]",
    "-焊工",
    '"焊工',
    "＂焊工＂",
    "＼",
    "－焊工",
    "\u200b焊工",
    "\ufeff",
    "\ud800",
    "😀",
    "的",
    "吗",
  ],
  ...["焊工", "电工", "电焊培训", "hangong", "C++", "../../etc/passwd", "<script>", "1e999", "NaN", "null"],
] as const;

/** Words somebody might type to see what breaks. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...FRAGMENTS) }, fc.string({ unit: "binary", maxLength: 8 })),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(""));
