// The sheets of an XLSForm as rows of text.

/** One row of a sheet: its number (1 is the head) and its cells that are not empty, by the head of their column. */
export interface SheetRow {
  row: number
  cells: Readonly<Record<string, string>>
}

export interface Sheets {
  survey: readonly SheetRow[]
  choices: readonly SheetRow[]
  settings: readonly SheetRow[]
}
