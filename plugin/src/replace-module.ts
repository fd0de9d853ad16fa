/** A module as a Medusa configuration names it. */
export interface ModuleEntry {
  readonly key?: string
  readonly resolve?: unknown
  readonly options?: unknown
  readonly disable?: boolean
}

/** One module of Medusa and what stands in its place. */
export interface Replacement {
  /** Medusa's name of the module, for example `inventory`. */
  readonly name: string
  /** Under which packages it may be named in a configuration. */
  readonly resolves: readonly string[]
  /** What to put there, given what is there. Throws where that may not be replaced. */
  readonly by: (entry: ModuleEntry | boolean | undefined) => ModuleEntry
}

/**
 * The `modules` of a configuration with one of them replaced. `defineConfig` gives them as an object keyed by name; its argument
 * may also be an array. What was given stays as it was.
 */
export function replaceModule(modules: unknown, { name, resolves, by }: Replacement): unknown {
  if (Array.isArray(modules)) {
    const claims = (each: ModuleEntry) => each.key === name || resolves.includes(each.resolve as string)
    const entry = modules.filter(claims).map(by).at(-1) ?? by(undefined)
    return [...modules.filter((each: ModuleEntry) => !claims(each)), entry]
  }
  const named = (modules ?? {}) as Record<string, ModuleEntry | boolean | undefined>
  return { ...named, [name]: by(named[name]) }
}
