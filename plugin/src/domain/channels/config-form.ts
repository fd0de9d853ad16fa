/** A JSON Schema, as far as forms are made from it. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly description?: string
  readonly default?: unknown
}

/** One field of a form. */
export interface FormField {
  readonly name: string
  readonly kind: "text" | "number" | "boolean" | "choice" | "json"
  readonly isSecret: boolean
  readonly isRequired: boolean
  readonly description: string | null
  /** Of `choice`. */
  readonly choices: readonly string[]
  readonly default: unknown
}

/** The form of a configuration. What has no simple shape is typed in as JSON. A secret has no default. */
export function formOf(schema: JsonSchema, secretNames: readonly string[]): FormField[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const isSecret = secretNames.includes(name)
    const { kind, choices } = shapeOf(property)
    return {
      name,
      kind,
      choices,
      isSecret,
      isRequired: (schema.required ?? []).includes(name),
      description: property.description ?? null,
      default: isSecret ? null : (property.default ?? null),
    }
  })
}

/** The same schema with `writeOnly` on what is secret, and no default given away. */
export function withSecretsMarked(schema: JsonSchema, secretNames: readonly string[]): Record<string, unknown> {
  const properties = Object.entries(schema.properties ?? {}).map(([name, { default: given, ...rest }]) => [
    name,
    secretNames.includes(name)
      ? { ...rest, writeOnly: true }
      : { ...rest, ...(given !== undefined && { default: given }) },
  ])
  return { ...schema, properties: Object.fromEntries(properties) }
}

function shapeOf(property: JsonSchema): Pick<FormField, "kind" | "choices"> {
  const [only, ...others] = (property.anyOf ?? []).filter(({ type }) => type !== "null")
  if (only && others.length === 0) return shapeOf(only)
  const texts = textsOf(property)
  if (texts) return { kind: "choice", choices: texts }
  const kind = kinds[typeOf(property)] ?? "json"
  return { kind, choices: [] }
}

/** The texts that a property may have, where it may have no other. */
function textsOf({ enum: values, const: value, anyOf }: JsonSchema): string[] | null {
  const all = values ?? (value !== undefined ? [value] : (anyOf ?? []).map((each) => each.const))
  return all.length > 0 && all.every((each) => typeof each === "string") ? (all as string[]) : null
}

const typeOf = ({ type }: JsonSchema): string =>
  typeof type === "string" ? type : ((type ?? []).find((each) => each !== "null") ?? "")

const kinds: Readonly<Record<string, FormField["kind"]>> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "boolean",
}
