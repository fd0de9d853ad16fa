import type { ToyServer, ToyShop } from "@anyshelf/connector-kit/toy"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { eventually } from "../channels/support/toy-shop"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, itemOf, stockEverywhere, type Shop } from "../support/shop"
import { listenAsToy, offerToys, secrets } from "./support/listening-toy"

offerToys()

describeSharedApp(
  "admin channels",
  ({ api, getContainer }) => {
    let shop: Shop
    let toy: ToyShop
    let server: ToyServer
    let headers: Record<string, string>
    const said: string[] = []

    beforeAll(async () => {
      listenToLog()
      shop = await createShop(getContainer())
      headers = { authorization: `Basic ${shop.secretKey}` }
      await createProducts(
        shop,
        ["cup", "hat"].map((handle) => ({
          handle,
          variants: [{ sku: handle.toUpperCase(), size: "One", manage_inventory: true }],
        }))
      )
      await stockEverywhere(shop, ["CUP", "HAT"], 5)
      ;({ shop: toy, server } = await listenAsToy())
    })
    afterAll(() => server.close())

    /** All that is said anywhere in this process. */
    function listenToLog(): void {
      const logger = getContainer().resolve<Logger>(ContainerRegistrationKeys.LOGGER)
      for (const level of ["debug", "info", "warn", "error"] as const) {
        const say = logger[level].bind(logger) as (...words: unknown[]) => void
        jest.spyOn(logger, level).mockImplementation((...words: unknown[]) => {
          said.push(words.map(String).join(" "))
          say(...words)
        })
      }
      for (const stream of [process.stdout, process.stderr]) {
        const write = stream.write.bind(stream) as (...rest: unknown[]) => boolean
        jest
          .spyOn(stream, "write")
          .mockImplementation((...words: unknown[]) => (said.push(String(words[0])), write(...words)))
      }
    }

    const get = (path: string) => api.get(`/admin/anyshelf/channels${path}`, { headers })
    const post = (path: string, body: unknown = {}) => api.post(`/admin/anyshelf/channels${path}`, body, { headers })
    const wish = (over: object = {}) => ({
      id: "toy-1",
      vendor: "toy",
      config: { url: server.url, ...secrets },
      sales_channel: "Web",
      ...over,
    })
    const shown = (quantity: number) => eventually(() => expect(toy.available("cup", "web")).toBe(quantity), 20_000)

    it.each([
      ["GET", ""],
      ["POST", ""],
      ["GET", "/vendors"],
      ["GET", "/toy-1"],
      ["POST", "/toy-1"],
      ["DELETE", "/toy-1"],
      ["POST", "/toy-1/pause"],
      ["POST", "/toy-1/resume"],
      ["POST", "/toy-1/refresh"],
      ["POST", "/toy-1/test"],
      ["GET", "/toy-1/places"],
      ["GET", "/toy-1/samples"],
    ])("answers a stranger's %s %s with 401", async (method, path) => {
      const url = `/admin/anyshelf/channels${path}`
      const { status } = await (method === "GET"
        ? api.get(url)
        : method === "POST"
          ? api.post(url, {})
          : api.delete(url))
      expect(status).toBe(401)
    })

    it("says what can be connected, with a form that marks the secrets", async () => {
      const { vendors, secrets: keeping } = (await get("/vendors")).data
      expect(keeping).toEqual({ can_store: true, remedy: null })
      expect(vendors).toMatchObject([{ id: "toy", can_install: false }])
      const fields = vendors[0].fields.map((each: { name: string; is_secret: boolean }) => [each.name, each.is_secret])
      expect(fields).toEqual([
        ["url", false],
        ["token", true],
        ["webhookSecret", true],
      ])
    })

    it("makes a connection that is at work within seconds; asked twice, it is made once", async () => {
      const first = await post("", wish())
      expect(first).toMatchObject({ status: 200, data: { connection: { id: "toy-1", source: "admin" } } })
      expect((await post("", wish())).status).toBe(200)
      await shown(5)
      await eventually(async () => {
        const { connections } = (await get("")).data
        expect(connections).toMatchObject([
          { state: "connected", reason: null, health: { poisoned: 0, listings: { mapped: 2 } } },
        ])
      })
      expect((await get("/toy-1")).data.connection.secrets).toEqual([
        { name: "token", is_set: true, set_at: expect.any(String) },
        { name: "webhookSecret", is_set: true, set_at: expect.any(String) },
      ])
    })

    it.each([
      ["an id that cannot be in an address", { id: "My Shop" }, 400],
      ["a vendor that nobody knows", { vendor: "ebay" }, 400],
      ["a configuration that its connector refuses", { id: "toy-2", config: { url: 1 } }, 400],
      ["an address in a private network", { id: "toy-2", config: { url: "http://10.0.0.1", ...secrets } }, 400],
      ["an id that is taken", { sales_channel: "Other" }, 422],
    ])("refuses %s, and says why", async (_, over, status) => {
      const answer = await post("", wish(over))
      expect({ status: answer.status, says: answer.data.message?.length > 10 }).toEqual({ status, says: true })
    })

    it("tries a shop, with what is stored", async () => {
      expect((await post("/toy-1/test")).data).toMatchObject({
        ok: true,
        places: [{ id: "web", name: "Warehouse", active: true }, { id: "store" }],
      })
    })

    it("shows the channel's places next to ours, and is told of a mapping", async () => {
      expect((await get("/toy-1/places")).data).toMatchObject({
        mapping: null,
        reason: null,
        channel_places: [
          { id: "web", location_ids: [expect.any(String)] },
          { id: "store", location_ids: [expect.any(String)] },
        ],
      })
      await post("/toy-1", { locations: { Warehouse: ["Warehouse", "Store 2"] } })
      await shown(10)
      await post("/toy-1", { locations: null })
      await shown(5)
    })

    it("shows less when told to keep some back", async () => {
      const answer = await post("/toy-1", { publishing: { mode: "buffered", by: "units", units: 7 } })
      expect(answer).toMatchObject({ status: 200, data: { connection: { publishing: { units: 7 } } } })
      const inAll = () => toy.available("cup", "web") + toy.available("cup", "store")
      await eventually(() => expect(inAll()).toBe(3), 20_000)
      await post("/toy-1", { publishing: null })
      await eventually(() => expect(inAll()).toBe(10), 20_000)
    })

    it("rests while it is paused, and goes on with what came meanwhile", async () => {
      expect((await post("/toy-1/pause")).data.connection).toMatchObject({ state: "paused" })
      await eventually(() =>
        expect(
          (getContainer().resolve("anyshelf_channels") as { readHealth(): unknown }).readHealth()
        ).resolves.toMatchObject([{ live: null }])
      )
      const inventory = getContainer().resolve(Modules.INVENTORY)
      await inventory.adjustInventory(await itemOf(shop, "CUP"), shop.locationIds[0]!, 2)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      expect(toy.available("cup", "web")).toBe(5)
      await post("/toy-1/resume")
      await shown(7)
    })

    it("says in one sentence that the credentials are wrong, and is mended by setting them", async () => {
      await post("/toy-1", { config: { token: "another-token-never-to-be-seen" } })
      await eventually(async () => {
        const { connection } = (await get("/toy-1")).data
        expect(connection).toMatchObject({ state: "disconnected", reason: expect.stringMatching(/token/) })
      })
      expect((await post("/toy-1/test")).data).toMatchObject({ ok: false, reason: expect.stringMatching(/token/) })
      await post("/toy-1", { config: { token: secrets.token } })
      await eventually(async () => expect((await get("/toy-1")).data.connection.state).toBe("connected"))
    })

    it("reads again when asked, and tells of its figures over time", async () => {
      expect((await post("/toy-1/refresh")).data.feeds).toContain("listings")
      const { status, data } = await get("/toy-1/samples")
      expect(status).toBe(200)
      expect(Array.isArray(data.samples)).toBe(true)
      expect((await get("/toy-1/samples?bucket_minutes=0")).status).toBe(400)
      expect((await get("/none/samples")).status).toBe(404)
    })

    it("is removed once, with its secrets; the shop is asked no more", async () => {
      const remove = () => api.delete("/admin/anyshelf/channels/toy-1", { headers })
      expect((await remove()).data).toEqual({ id: "toy-1", removed: true })
      expect((await remove()).data).toEqual({ id: "toy-1", removed: false })
      expect((await get("")).data.connections).toEqual([])
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      const asked = toy.counts.requests
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      expect(toy.counts.requests).toBe(asked)
    })

    it("has told no secret in all of this, neither to the log nor in an answer", () => {
      expect(said.length).toBeGreaterThan(5)
      expect(said.filter((line) => line.includes("never-to-be-seen"))).toEqual([])
    })
  },
  { mode: "shared" }
)
