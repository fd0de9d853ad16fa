/** An `ILIKE` pattern that finds `text` anywhere; a % or _ in it means itself. Null for nothing but blanks. */
export function containing(text: string): string | null {
  const wanted = text.trim()
  return wanted === "" ? null : `%${wanted.replace(/[\\%_]/g, "\\$&")}%`
}
