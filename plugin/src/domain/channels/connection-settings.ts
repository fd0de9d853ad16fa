/** A connection's configuration, as it is typed in: names and values. */
export type ConfigValues = Readonly<Record<string, unknown>>

/** A configuration in two parts, since they are kept in different ways. */
export interface SplitConfig {
  readonly open: ConfigValues
  readonly secret: ConfigValues
}

/** Parts what may be shown from what may not. A value that is null or missing is in neither. */
export function splitConfig(config: ConfigValues, secretNames: readonly string[]): SplitConfig {
  const filled = Object.entries(config).filter(([, value]) => value !== null && value !== undefined)
  const isSecret = ([name]: [string, unknown]) => secretNames.includes(name)
  return {
    open: Object.fromEntries(filled.filter((entry) => !isSecret(entry))),
    secret: Object.fromEntries(filled.filter(isSecret)),
  }
}

/** A configuration with some values changed; null takes a value away, and what is left out stays. */
export function changeConfig(before: ConfigValues, change: ConfigValues): ConfigValues {
  const after = { ...before, ...change }
  return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null && value !== undefined))
}

/** Takes the secrets out of a sentence, whatever wrote it. Those too short to be told from ordinary words are left to their author. */
export function withoutSecrets(text: string, secrets: readonly unknown[]): string {
  const words = secrets.flatMap(textsIn).filter((word) => word.length >= shortestHidden)
  return words.reduce((said, word) => said.replaceAll(word, "…"), text)
}

const shortestHidden = 6

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value]
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn)
  return []
}
