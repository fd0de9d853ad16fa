import { eventually } from "../channels/support/toy-shop"
import type { ToyServer, ToyShop } from "@anyshelf/connector-kit/toy"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, stockEverywhere, type Shop } from "../support/shop"
import { listenAsToy, offerToys, secrets } from "./support/listening-toy"

offerToys()

describeSharedApp(
  "admin channel listings",
  ({ api, getContainer }) => {
    let shop: Shop
    let toy: ToyShop
    let server: ToyServer
    let headers: Record<string, string>
    const variants = new Map<string, string>()

    beforeAll(async () => {
      shop = await createShop(getContainer())
      headers = { authorization: `Basic ${shop.secretKey}` }
      const products = await createProducts(
        shop,
        ["CUP", "HAT-1", "SPARE"].map((sku) => ({
          handle: sku.toLowerCase(),
          variants: [{ sku, size: "One", manage_inventory: true }],
        }))
      )
      for (const {
        variants: [variant],
      } of products)
        variants.set(variant!.sku!, variant!.id)
      await stockEverywhere(shop, ["CUP", "HAT-1", "SPARE"], 5)
      ;({ shop: toy, server } = await listenAsToy())
      toy.putArticle({ ref: "evil", title: "=HYPERLINK(1)", sku: null } as never)
      await post("", { id: "toy-1", vendor: "toy", config: { url: server.url, ...secrets }, sales_channel: "Web" })
      await eventually(async () => expect((await listings()).counts).toMatchObject({ mapped: 1, unmatched: 3 }), 30_000)
    })
    afterAll(() => server.close())

    const base = "/admin/anyshelf/channels"
    const get = (path: string) => api.get(`${base}${path}`, { headers })
    const post = (path: string, body: unknown = {}) => api.post(`${base}${path}`, body, { headers })
    const listings = async (query = "") => (await get(`/toy-1/listings${query}`)).data
    const listing = async (ref: string) =>
      (await listings(`?q=${ref}`)).listings.find((each: { external_id: string }) => each.external_id === ref)
    const shown = (ref: string, quantity: number) =>
      eventually(() => expect(toy.available(ref, "web")).toBe(quantity), 20_000)
    const upload = (text: string, dryRun: boolean) =>
      api.send(`${base}/toy-1/listings/csv?dry_run=${dryRun}`, text, {
        headers: { ...headers, "content-type": "text/csv" },
      })

    it("are paged by title, found by text, and counted by state", async () => {
      const seen: string[] = []
      let next: string | null = null
      do {
        const page: { listings: { external_id: string }[]; next: string | null } = await listings(
          `?limit=1${next ? `&after=${encodeURIComponent(next)}` : ""}`
        )
        seen.push(...page.listings.map((each) => each.external_id))
        next = page.next
      } while (next && seen.length < 20)
      expect([...seen].sort()).toEqual(["cup", "evil", "hat", "mug"])
      expect((await listings("?state=mapped")).listings).toMatchObject([
        { external_id: "cup", mapped_by: "sku", variant: { sku: "CUP" } },
      ])
      expect((await get("/toy-1/listings?after=nonsense")).status).toBe(400)
    })

    it("that are not matched say why, and which variants they may be", async () => {
      expect(await listing("hat")).toMatchObject({
        state: "unmatched",
        reason: expect.stringMatching(/HAT/),
        variant: null,
      })
      expect((await listing("hat")).candidates).toEqual([])
      toy.putArticle({ ...toy.article("hat")!, sku: "hat 1" })
      await post("/toy-1/refresh")
      await eventually(async () => expect((await listing("hat")).candidates).toMatchObject([{ sku: "HAT-1" }]), 20_000)
    })

    it("are mapped by hand; it is published, and holds through the next reading", async () => {
      const { id } = await listing("hat")
      const answer = await post(`/toy-1/listings/${id}/map`, { variant_id: variants.get("HAT-1") })
      expect(answer).toMatchObject({
        status: 200,
        data: { listing: { state: "mapped", mapped_by: "hand", variant: { sku: "HAT-1" } } },
      })
      await shown("hat", 5)
      await post("/toy-1/refresh")
      await new Promise((resolve) => setTimeout(resolve, 4_000))
      expect(await listing("hat")).toMatchObject({ state: "mapped", mapped_by: "hand" })
    })

    it("explain what is published, place by place", async () => {
      const { id } = await listing("hat")
      const { status, data } = await get(`/toy-1/listings/${id}/explain`)
      expect(status).toBe(200)
      expect(data).toMatchObject({
        why: "10 can be promised at all mapped locations.",
        places: [
          { external_location_id: "web", wanted: 5, confirmed: 5, locations: [{ name: "Warehouse", quantity: 5 }] },
          { external_location_id: "store", wanted: 5 },
        ],
      })
      const unmatched = await listing("mug")
      expect((await get(`/toy-1/listings/${unmatched.id}/explain`)).data).toMatchObject({
        why: unmatched.reason,
        places: [],
      })
    })

    it("are ignored, and matched again when that is taken back", async () => {
      const { id } = await listing("cup")
      expect((await post(`/toy-1/listings/${id}/ignore`)).data.listing).toMatchObject({ state: "ignored" })
      await post("/toy-1/refresh")
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      expect(await listing("cup")).toMatchObject({ state: "ignored" })
      await post(`/toy-1/listings/${id}/unmap`)
      await eventually(
        async () => expect(await listing("cup")).toMatchObject({ state: "mapped", mapped_by: "sku" }),
        20_000
      )
    })

    it("are refused when they, or the variant, do not exist", async () => {
      const { id } = await listing("mug")
      expect((await post("/toy-1/listings/none/map", { variant_id: "x" })).status).toBe(404)
      expect((await post(`/toy-1/listings/${id}/map`, { variant_id: "none" })).status).toBe(404)
      expect((await post(`/toy-1/listings/${id}/map`, {})).status).toBe(400)
      expect((await post(`/other/listings/${id}/ignore`)).status).toBe(404)
    })

    it("are given as CSV that no spreadsheet runs", async () => {
      const { data, headers: given } = await get("/toy-1/listings/csv?state=unmatched")
      expect(given["content-type"]).toMatch(/text\/csv/)
      expect(data).toContain("external_id,title,listing_sku")
      expect(data).toContain(`"'=HYPERLINK(1)"`)
      expect(data).not.toContain("cup,")
    })

    it("are mapped by a file: told first, then done, and unchanged the second time", async () => {
      const file =
        "external_id,variant_sku,action\r\nmug,SPARE,\r\nevil,,ignore\r\nghost,CUP,\r\nmug,CUP,\r\nhat,NOPE,map\r\ncup,,\r\n"
      const told = await upload(file, true)
      expect(told).toMatchObject({
        status: 200,
        data: {
          dry_run: true,
          rows: 6,
          mapped: 1,
          ignored: 1,
          unchanged: 1,
          failed: 3,
          errors: [{ line: 4, message: expect.stringMatching(/no listing "ghost"/) }, { line: 5 }, { line: 6 }],
        },
      })
      expect(await listing("mug")).toMatchObject({ state: "unmatched" })
      expect((await upload(file, false)).data).toMatchObject({ dry_run: false, mapped: 1, ignored: 1 })
      await shown("mug", 5)
      expect(await listing("mug")).toMatchObject({ mapped_by: "csv", variant: { sku: "SPARE" } })
      expect((await upload(file, false)).data).toMatchObject({ mapped: 0, ignored: 0, unchanged: 3 })
    })

    it.each([
      ["without the listings' column", "sku\r\nCUP\r\n", /external_id/],
      ["that is no CSV", 'external_id,variant_sku\r\n"open,CUP\r\n', /not CSV/],
    ])("are not mapped by a file %s", async (_, text, message) => {
      const { status, data } = await upload(text, false)
      expect({ status, message: data.message }).toEqual({ status: 400, message: expect.stringMatching(message) })
    })

    it("leave no queue unseen: given up, refused, to be decided", async () => {
      expect((await get("/toy-1/poisoned")).data).toEqual({ poisoned: [], next: null, count: 0 })
      expect((await post("/toy-1/poisoned/retry", { all: true })).data).toEqual({ retried: 0 })
      expect((await post("/toy-1/poisoned/retry", {})).status).toBe(400)
      expect((await get("/toy-1/commands?state=refused")).data).toEqual({ commands: [], next: null })
      expect((await post("/toy-1/commands/retry", { all: true })).data).toEqual({ retried: 0 })
      expect((await post("/toy-1/commands/none/drop")).data).toEqual({ dropped: false })
      expect((await get("/toy-1/tasks")).data).toMatchObject({ tasks: [], next: null, count: 0 })
      expect((await post("/toy-1/tasks/none/close")).status).toBe(404)
    })
  },
  { mode: "shared" }
)
