/** What an error says. A workflow's error is a plain object, and not one of `Error`. */
export function messageOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown }
  return typeof message === "string" ? message : String(error)
}
