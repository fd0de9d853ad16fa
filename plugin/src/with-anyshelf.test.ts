import { defineConfig, Modules } from "@medusajs/framework/utils"
import { inventoryModule, pluginName, withAnyshelf } from "./with-anyshelf"

const options = { gatewaySecret: "thirty-two characters, or more of them" }
const http = { jwtSecret: "j", cookieSecret: "c", storeCors: "", adminCors: "", authCors: "" }

interface Configured {
  modules: Record<string, { resolve: unknown }>
  plugins: { resolve: string; options?: unknown }[]
  projectConfig: { http: object }
}

const configure = (config: object): Configured => withAnyshelf(config, options) as unknown as Configured

describe("withAnyshelf", () => {
  it("puts our inventory in the place of core's and keeps everything else of defineConfig", () => {
    const plain = defineConfig({ projectConfig: { http } }) as unknown as Configured
    const { modules, plugins, projectConfig } = configure(plain)
    expect(modules[Modules.INVENTORY]).toEqual({ resolve: inventoryModule })
    expect(Object.keys(modules).sort()).toEqual(Object.keys(plain.modules).sort())
    expect(plugins.map((each) => each.resolve)).toEqual([...plain.plugins.map((each) => each.resolve), pluginName])
    expect(projectConfig).toEqual(plain.projectConfig)
  })

  it("hands connectors over as they are, since they carry functions", () => {
    const connection = {
      id: "toy",
      salesChannel: "Toy",
      config: {},
      connector: { open: () => ({}) },
    }
    const { plugins } = withAnyshelf(
      { plugins: [] },
      { ...options, connectors: [connection as never] }
    ) as unknown as Configured
    expect((plugins[0]!.options as { connectors: unknown[] }).connectors[0]).toBe(connection)
  })

  it.each([
    ["an array", { modules: [{ resolve: "./src/modules/brand" }, { resolve: "@medusajs/medusa/inventory" }] }],
    ["an empty array", { modules: [] }],
  ])("also takes modules as %s", (_, config) => {
    const { modules } = configure(config) as unknown as { modules: { resolve: string }[] }
    const resolved = modules.map((each) => each.resolve)
    expect(resolved.filter((each) => each.includes("inventory"))).toEqual([inventoryModule])
  })

  it("takes a config without modules and plugins", () => {
    expect(configure({})).toMatchObject({
      modules: { [Modules.INVENTORY]: { resolve: inventoryModule } },
      plugins: [{ resolve: pluginName }],
    })
  })

  it("changes nothing in the config that it was given", () => {
    const config = { modules: { brand: { resolve: "./brand" } }, plugins: ["other"] }
    configure(config)
    expect(config).toEqual({ modules: { brand: { resolve: "./brand" } }, plugins: ["other"] })
  })

  it.each([
    [
      "by name",
      { modules: { [Modules.INVENTORY]: { resolve: "./src/modules/my-inventory" } } },
      "./src/modules/my-inventory",
    ],
    ["by key in an array", { modules: [{ key: Modules.INVENTORY, resolve: "erp-inventory" }] }, "erp-inventory"],
    ["as switched off", { modules: { [Modules.INVENTORY]: false } }, "switches inventory off"],
    ["as disabled", { modules: { [Modules.INVENTORY]: { disable: true } } }, "switches inventory off"],
  ])("refuses a config in which inventory is claimed %s, and says what to do", (_, config, claimant) => {
    expect(() => configure(config)).toThrow(claimant)
    expect(() => configure(config)).toThrow(/already claims Medusa's Inventory Module.*Remove that entry/)
  })

  it("refuses to be added twice", () => {
    expect(() => configure({ plugins: [pluginName] })).toThrow("Remove it there")
    expect(() => configure(configure({}))).toThrow("Remove it there")
  })
})
