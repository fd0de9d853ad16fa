import { asValue, createContainer } from "@medusajs/framework/awilix"
import { Modules } from "@medusajs/framework/utils"
import { DELEGATE } from "./delegate"
import { load } from "./load"

const boot = async (modules: Record<string, unknown> | undefined) => {
  const container = createContainer()
  container.register("configModule", asValue({ modules }))
  await load({ container, options: {} } as never)
  return container
}

describe("at boot the provider", () => {
  it.each([
    ["Medusa's", { [Modules.INVENTORY]: { resolve: "@medusajs/medusa/inventory" } }],
    ["Medusa's by its package", { [Modules.INVENTORY]: { resolve: "@medusajs/inventory" } }],
    ["Medusa's by default", { [Modules.INVENTORY]: true }],
    ["none", {}],
  ])("refuses an app whose Inventory Module is %s", async (_, modules) => {
    await expect(boot(modules)).rejects.toThrow(/safe only with Anyshelf's Inventory Module.*Wrap the config/)
  })

  it.each([
    ["ours", { [Modules.INVENTORY]: { resolve: "@anyshelf/plugin/inventory" } }],
    ["given by a path, and asked when it is used", { [Modules.INVENTORY]: { resolve: "./inventory" } }],
    ["not to be told, outside an app", undefined],
  ])("opens Medusa's own one behind it where the module is %s", async (_, modules) => {
    expect((await boot(modules)).hasRegistration(DELEGATE)).toBe(true)
  })
})
