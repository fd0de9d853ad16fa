import { Modules } from "@medusajs/framework/utils"
import { coreLocking, lockingEntry } from "./locking/configure"
import { checkOptions, type AnyshelfOptions } from "./options"
import { replaceModule, type ModuleEntry } from "./replace-module"

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

/**
 * Adds Anyshelf to a Medusa app: the plugin, the Inventory Module that cannot oversell, and a locking provider that lets its items
 * pass.
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
  const checked = checkOptions(options)
  return {
    ...config,
    modules: withOurModules(modules, checked.redisUrl),
    plugins: [...refusingUs(plugins), { resolve: pluginName, options: { ...checked } }],
  }
}

function withOurModules(modules: unknown, redisUrl: string | undefined): unknown {
  const inventory = { name: Modules.INVENTORY, resolves: [inventoryModule, ...coreInventory], by: replaceInventory }
  const locking = {
    name: Modules.LOCKING,
    resolves: coreLocking,
    by: (entry: ModuleEntry | boolean | undefined) => lockingEntry(entry, redisUrl),
  }
  return replaceModule(replaceModule(modules, inventory), locking)
}

function replaceInventory(entry: ModuleEntry | boolean | undefined): ModuleEntry {
  refuseForeign(entry)
  return { resolve: inventoryModule }
}

function namesInventory(resolve: unknown): boolean {
  return resolve === inventoryModule || coreInventory.includes(resolve as string)
}

function refuseForeign(entry: ModuleEntry | boolean | undefined): void {
  if (entry === undefined || entry === true) return
  if (typeof entry === "object" && !entry.disable && (entry.resolve === undefined || namesInventory(entry.resolve)))
    return
  throw new Error(
    `${claimant(entry)} already claims Medusa's Inventory Module, and only one module can. ` +
      "Remove that entry from `modules` in medusa-config: Anyshelf brings its own, which keeps everything that core's does. " +
      "To keep the other one, do not use withAnyshelf."
  )
}

function claimant(entry: ModuleEntry | boolean): string {
  if (entry === false || (typeof entry === "object" && entry.disable)) return "An entry that switches inventory off"
  const resolve = (entry as ModuleEntry).resolve
  return typeof resolve === "string" ? `The module "${resolve}"` : "A module given by value"
}

function refusingUs(plugins: unknown): unknown[] {
  const list = Array.isArray(plugins) ? (plugins as (string | ModuleEntry)[]) : []
  const twice = list.find((each) => (typeof each === "string" ? each : each.resolve) === pluginName)
  if (twice === undefined) return list
  throw new Error(
    `"${pluginName}" is already in \`plugins\` of medusa-config. Remove it there: withAnyshelf adds it, with the options it is given.`
  )
}
