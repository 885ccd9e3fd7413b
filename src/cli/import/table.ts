/** A reference table as far as loading it goes: how its rows are told apart and which columns state facts. */
export interface Table {
  name: string;
  key: readonly string[];
  facts: readonly Fact[];
}

interface Fact {
  column: string;
  /** SQL for a new row whose file does not give this column; a known row keeps what it has. Without it the column must be given. */
  whenAbsent?: string;
}

type Cell = string | number | boolean | readonly string[] | readonly number[] | null;
/** By column name; a column that is null or missing is "not given by this file". */
export type TableRow = Readonly<Record<string, Cell>>;

const given = (...columns: string[]): Fact[] => columns.map((column) => ({ column }));

export const DIVISION: Table = {
  name: "division",
  key: ["code"],
  facts: [
    ...given("name", "short_name", "level"),
    { column: "parent_code", whenAbsent: "NULL" },
    { column: "pinyin", whenAbsent: "''" },
    // A town without a point of its own stands where its county does, and says so.
    { column: "lat", whenAbsent: "(SELECT p.lat FROM division p WHERE p.code = i.parent_code AND i.level = 'town')" },
    { column: "lng", whenAbsent: "(SELECT p.lng FROM division p WHERE p.code = i.parent_code AND i.level = 'town')" },
    { column: "is_approximate", whenAbsent: "(i.level = 'town')" },
  ],
};

export const PLACE_ALIAS: Table = {
  name: "place_alias",
  key: ["alias", "division_code"],
  // a division table lists other names without saying of what kind: what is known of them stays
  facts: [{ column: "kind", whenAbsent: "'nickname'" }],
};

export const ZONE: Table = {
  name: "zone",
  key: ["id"],
  facts: [
    ...given("name", "aliases", "host_division_code"),
    { column: "lat", whenAbsent: "NULL" },
    { column: "lng", whenAbsent: "NULL" },
    { column: "note", whenAbsent: "NULL" },
  ],
};

export const LANDMARK: Table = {
  name: "landmark",
  key: ["id"],
  facts: given("name", "aliases", "kind", "division_code", "lat", "lng"),
};

export const OCCUPATION: Table = {
  name: "occupation",
  key: ["code"],
  facts: [
    ...given("name"),
    { column: "levels", whenAbsent: "'{}'" },
    { column: "industry", whenAbsent: "NULL" },
    { column: "summary", whenAbsent: "NULL" },
  ],
};

export const OCCUPATION_ALIAS: Table = {
  name: "occupation_alias",
  key: ["alias"],
  facts: [...given("occupation_code", "kind"), { column: "trade", whenAbsent: "NULL" }],
};

export const AMBIGUOUS_TERM: Table = { name: "ambiguous_term", key: ["term"], facts: given("codes", "question") };

export const SKILL_LEVEL: Table = {
  name: "skill_level",
  key: ["level"],
  facts: given("name", "aliases", "certificate"),
};
