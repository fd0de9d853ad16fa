import { Modules } from "@medusajs/framework/utils"
import { checkOptions, type AnyshelfOptions } from "./options"

/** The name under which Medusa finds the plugin. */
export const pluginName = "@anyshelf/plugin"
/** The Inventory Module that replaces core's. */
export const inventoryModule = "@anyshelf/plugin/inventory"

/** Where core's own Inventory Module may be named in a configuration; replacing these is what we are for. */
const coreInventory = ["@medusajs/medusa/inventory", "@medusajs/inventory"]

/** The part of a Medusa configuration that is read and changed here. */
interface Configuration {
  modules?: unknown
  plugins?: unknown
}

/** A module or a plugin as a configuration names it. */
interface Entry {
  readonly key?: string
  readonly resolve?: unknown
  readonly options?: unknown
  readonly disable?: boolean
}

/**
 * Adds Anyshelf to a Medusa app: the plugin, and the Inventory Module that cannot oversell.
 *
 * ```ts
 * module.exports = withAnyshelf(defineConfig({ … }), { connectors: [shopify({ … })] })
 * ```
 *
 * Throws `InvalidOptions` for wrong options, and an error with a remedy when another module already claims inventory.
 *
 * @param config - what `defineConfig` returns, or its argument
 * @param options - the plugin's options
 */
export function withAnyshelf<C extends object>(config: C, options: AnyshelfOptions = {}): C {
  const { modules, plugins } = config as Configuration
  return {
    ...config,
    modules: withInventory(modules),
    plugins: [...refusingUs(plugins), { resolve: pluginName, options: { ...checkOptions(options) } }],
  }
}

/** `defineConfig` gives modules as an object keyed by name; its argument may also be an array. */
function withInventory(modules: unknown): unknown {
  const entry = { resolve: inventoryModule }
  if (Array.isArray(modules)) {
    const claimed = modules.filter((each: Entry) => each.key === Modules.INVENTORY || namesInventory(each.resolve))
    claimed.forEach(refuseForeign)
    return [...modules.filter((each) => !claimed.includes(each)), entry]
  }
  const named = (modules ?? {}) as Record<string, Entry | boolean | undefined>
  refuseForeign(named[Modules.INVENTORY])
  return { ...named, [Modules.INVENTORY]: entry }
}

function namesInventory(resolve: unknown): boolean {
  return resolve === inventoryModule || coreInventory.includes(resolve as string)
}

function refuseForeign(entry: Entry | boolean | undefined): void {
  if (entry === undefined || entry === true) return
  if (typeof entry === "object" && !entry.disable && (entry.resolve === undefined || namesInventory(entry.resolve)))
    return
  throw new Error(
    `${claimant(entry)} already claims Medusa's Inventory Module, and only one module can. ` +
      "Remove that entry from `modules` in medusa-config: Anyshelf brings its own, which keeps everything that core's does. " +
      "To keep the other one, do not use withAnyshelf."
  )
}

function claimant(entry: Entry | boolean): string {
  if (entry === false || (typeof entry === "object" && entry.disable)) return "An entry that switches inventory off"
  const resolve = (entry as Entry).resolve
  return typeof resolve === "string" ? `The module "${resolve}"` : "A module given by value"
}

function refusingUs(plugins: unknown): unknown[] {
  const list = Array.isArray(plugins) ? (plugins as (string | Entry)[]) : []
  const twice = list.find((each) => (typeof each === "string" ? each : each.resolve) === pluginName)
  if (twice === undefined) return list
  throw new Error(
    `"${pluginName}" is already in \`plugins\` of medusa-config. Remove it there: withAnyshelf adds it, with the options it is given.`
  )
}
