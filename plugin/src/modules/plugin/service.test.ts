import { container } from "@medusajs/framework"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import PluginService from "./service"

const options = { gatewaySecret: "thirty-two characters, or more of them" }

const engine = { subscribe: jest.fn() }

/** A container that knows what a start needs. */
const resolving = (inventory: unknown) =>
  jest.spyOn(container, "resolve").mockImplementation((key) => {
    if (key === Modules.INVENTORY) return inventory
    if (key === Modules.WORKFLOW_ENGINE) return engine
    if (key === ContainerRegistrationKeys.LOGGER) return {}
    throw new Error(`Nobody asked for ${String(key)}.`)
  })

describe("the plugin's life", () => {
  const logger = { error: jest.fn() }
  const service = () =>
    new PluginService({ logger: logger as never }, { ...options, database: { clientUrl: "postgres://" } })
  const exit = jest.spyOn(process, "exit").mockImplementation(() => undefined as never)

  beforeEach(() => void jest.clearAllMocks())
  afterAll(() => void jest.restoreAllMocks())

  it("begins where our inventory is the resolved one", async () => {
    resolving({ isAnyshelfInventory: true })
    await service().__hooks.onApplicationStart()
    expect(exit).not.toHaveBeenCalled()
    expect(engine.subscribe).toHaveBeenCalledWith(expect.objectContaining({ workflowId: "complete-cart" }))
  })

  it.each([
    ["core's inventory is", { listInventoryItems: () => [] }],
    ["no inventory is", undefined],
  ])("ends at once, with a sentence, where %s", async (_, inventory) => {
    resolving(inventory)
    await service().__hooks.onApplicationStart()
    expect(logger.error).toHaveBeenCalledWith(expect.stringContaining("withAnyshelf(defineConfig({ … }))"))
    expect(exit).toHaveBeenCalledWith(1)
  })

  it("stops what was started, each once, also when one of them fails", async () => {
    const started = service()
    const stops = [jest.fn().mockRejectedValue(new Error("busy")), jest.fn().mockResolvedValue(undefined)]
    stops.forEach((stop) => started.onShutdown(stop))
    await started.__hooks.onApplicationPrepareShutdown()
    await started.__hooks.onApplicationPrepareShutdown()
    for (const stop of stops) expect(stop).toHaveBeenCalledTimes(1)
  })

  it("refuses wrong options when it is made, so that the boot stops", () => {
    expect(() => new PluginService({ logger: logger as never }, { ...options, extra: true })).toThrow(
      "`extra` is not an option"
    )
  })
})
