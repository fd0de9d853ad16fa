import { defineConfig, Modules } from "@medusajs/framework/utils"
import { lockingProvider } from "./locking/configure"
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

  describe("and locking", () => {
    const lockingOf = (locking: unknown, redisUrl?: string) => {
      const config = { modules: locking === undefined ? {} : { [Modules.LOCKING]: locking } }
      const { modules } = withAnyshelf(config, { ...options, ...(redisUrl && { redisUrl }) }) as unknown as Configured
      return modules[Modules.LOCKING] as { resolve: string; options: { providers: Record<string, unknown>[] } }
    }
    const ours = { resolve: lockingProvider, id: "anyshelf", is_default: true }
    const redis = { resolve: "@medusajs/medusa/locking-redis", id: "redis", options: { redisUrl: "redis://app" } }

    it.each([
      ["defineConfig's own entry", { resolve: "@medusajs/medusa/locking" }],
      ["no entry", undefined],
      ["an entry without a provider", { options: { providers: [] } }],
      ["our own provider, written by hand", { options: { providers: [{ resolve: lockingProvider, id: "mine" }] } }],
    ])("becomes the default provider in the place of Medusa's: %s", (_, entry) => {
      expect(lockingOf(entry)).toEqual({
        resolve: "@medusajs/medusa/locking",
        options: { providers: [{ ...ours, options: {} }] },
      })
    })

    it("locks through Redis where the plugin is given one", () => {
      expect(lockingOf(undefined, "redis://ours").options.providers).toEqual([
        { ...ours, options: { redis: { redisUrl: "redis://ours" } } },
      ])
    })

    it.each([
      ["the only provider", [redis]],
      [
        "the default one",
        [
          { resolve: "./other", id: "other" },
          { ...redis, is_default: true },
        ],
      ],
    ])("locks through Medusa's Redis provider with the app's own options, when that is %s", (_, providers) => {
      const made = lockingOf({ options: { providers } }, "redis://ours").options.providers
      expect(made.at(-1)).toEqual({ ...ours, options: { redis: { redisUrl: "redis://app" } } })
      expect(made.filter((each) => each.is_default)).toHaveLength(1)
      expect(made.map((each) => each.id)).toEqual([...providers.map((each) => each.id), "anyshelf"])
    })

    it("is found in an array, too", () => {
      const { modules } = configure({ modules: [{ resolve: "@medusajs/locking" }] }) as unknown as {
        modules: { resolve: string; options?: { providers: object[] } }[]
      }
      expect(modules.filter((each) => each.resolve.includes("locking"))).toEqual([
        { resolve: "@medusajs/locking", options: { providers: [{ ...ours, options: {} }] } },
      ])
    })

    it.each([
      [
        "another default provider",
        { options: { providers: [{ resolve: "x-locks", id: "x" }] } },
        /"x-locks" already is/,
      ],
      [
        "PostgreSQL's provider",
        { options: { providers: [{ resolve: "@medusajs/medusa/locking-postgres", id: "pg", is_default: true }] } },
        /locking-postgres" already is the default.*Remove/,
      ],
      ["a provider by value", { options: { providers: [{ resolve: {}, id: "x" }] } }, /A provider given by value/],
      ["another module", { resolve: "./my-locking" }, /"\.\/my-locking" already claims Medusa's Locking Module/],
      ["none at all", false, /switches locking off/],
      ["a disabled one", { disable: true }, /switches locking off/],
    ])("refuses %s, and says what to do", (_, entry, sentence) => {
      expect(() => lockingOf(entry)).toThrow(sentence)
      expect(() => lockingOf(entry)).toThrow(/Remove/)
    })
  })

  it("refuses to be added twice", () => {
    expect(() => configure({ plugins: [pluginName] })).toThrow("Remove it there")
    expect(() => configure(configure({}))).toThrow("Remove it there")
  })
})
