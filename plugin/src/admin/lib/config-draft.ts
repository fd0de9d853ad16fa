import type { FieldAnswer } from "../../api/admin/anyshelf/channels/types"

/** A connection's settings as they are typed: every field as text. */
export type ConfigDraft = Readonly<Record<string, string>>

/** What is stored, as text; secrets are never known, and begin empty. */
export function toConfigDraft(fields: readonly FieldAnswer[], config: Readonly<Record<string, unknown>>): ConfigDraft {
  return Object.fromEntries(
    fields.map((field) => [field.name, field.is_secret ? "" : textOf(config[field.name] ?? field.default)])
  )
}

const textOf = (value: unknown): string =>
  value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value)

/**
 * What was meant, for the fields that differ from what is stored; a field that was emptied is null. Names of fields that cannot be
 * read are given instead.
 */
export function readConfigDraft(
  fields: readonly FieldAnswer[],
  draft: ConfigDraft,
  before: ConfigDraft
): { readonly config: Record<string, unknown>; readonly wrong: readonly string[] } {
  const config: Record<string, unknown> = {}
  const wrong: string[] = []
  for (const field of fields) {
    const text = (draft[field.name] ?? "").trim()
    if (text === (before[field.name] ?? "").trim()) continue
    const value = text === "" ? null : valueOf(field, text)
    if (value === undefined) wrong.push(field.name)
    else config[field.name] = value
  }
  return { config, wrong }
}

/** Undefined where the text is not what the field takes. */
function valueOf({ kind }: FieldAnswer, text: string): unknown {
  if (kind === "text" || kind === "choice") return text
  if (kind === "number") return Number.isFinite(Number(text)) ? Number(text) : undefined
  if (kind === "boolean") return text === "true" ? true : text === "false" ? false : undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
