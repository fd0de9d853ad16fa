/** Leaves out what is not known. */
export function filled<T extends Record<string, string | null | undefined>>(values: T): { [K in keyof T]?: string } {
  const known = Object.entries(values).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(known) as { [K in keyof T]?: string }
}
