/** What a spreadsheet takes for the beginning of a formula: https://owasp.org/www-community/attacks/CSV_Injection. */
const formula = /^[=+\-@\t\r]/
/** What `csvLine` has put in front of such a cell. */
const defused = /^'(?=[=+\-@\t\r])/

/** One line of CSV (RFC 4180) that a spreadsheet opens without running anything in it. */
export const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(csvCell).join(",")}\r\n`

/** A cell as it was before `csvLine` made it harmless, so that a file that comes back says what it said. */
export const readCsvCell = (cell: string): string => cell.replace(defused, "")

function csvCell(value: string | null): string {
  const text = value ?? ""
  const harmless = formula.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$|^'/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
