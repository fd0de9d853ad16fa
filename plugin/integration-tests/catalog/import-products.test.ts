import { mkdtempSync, existsSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { importProducts } from "../../src/cli/import-products"
import { catalogueSink } from "../../src/workflows/catalog/catalogue-sink"
import { findImportPlace } from "../../src/workflows/catalog/import-place"
import { describeSharedApp } from "../support/shared-app"
import { createShop, type Shop } from "../support/shop"

const folder = mkdtempSync(join(tmpdir(), "anyshelf-products-"))
const headings = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Image Src"

function fileOf(name: string, ...lines: string[]): string {
  const file = join(folder, name)
  writeFileSync(file, [headings, ...lines].join("\r\n"))
  return file
}

const shared = process.env["ANYSHELF_SHARED"] ?? resolve(__dirname, "../../../../shared")
const realFiles = ["apparel.csv", "home-and-garden.csv"].map((name) => join(shared, "data/products", name))
const isReal = realFiles.every((file) => existsSync(file))
if (!isReal) console.warn(`SKIPPED: Shopify's own product files are not at ${shared}/data/products.`)

interface Stored {
  readonly title: string
  readonly updated_at: string
  readonly sales_channels: readonly { readonly id: string }[]
  readonly variants: readonly {
    readonly sku: string
    readonly prices: readonly { readonly amount: number }[]
    readonly inventory_items?: readonly { readonly inventory?: { readonly sku: string } }[]
  }[]
}

/** The law: what the file says is in the catalogue, each bad row costs itself alone, and a second run changes nothing. */
describeSharedApp("importing products", ({ getContainer }) => {
  let shop: Shop
  const run = async (file: string) =>
    importProducts({
      file,
      sink: catalogueSink(
        getContainer(),
        await findImportPlace(getContainer(), { salesChannel: shop.channelId, currency: "EUR" })
      ),
    })
  const inCatalogue = async (handle: string) => {
    const { data } = await getContainer()
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({
        entity: "product",
        fields: [
          "title",
          "updated_at",
          "sales_channels.id",
          "variants.sku",
          "variants.prices.amount",
          "variants.inventory_items.inventory.sku",
        ],
        filters: { handle },
      })
    return data[0] as unknown as Stored | undefined
  }

  beforeAll(async () => {
    shop = await createShop(getContainer())
  })

  it("stores products with prices and stock items, on the channel that was named", async () => {
    const file = fileOf(
      "new.csv",
      "mug,Mug,Size,S,,9.99,3,https://example.com/a.jpg",
      "mug,,,L,MUG-L,12,4,",
      "mug,,,,,,,https://example.com/b.jpg"
    )
    expect(await run(file)).toMatchObject({ created: 1, updated: 0, rejected: 0, skusMade: 1 })
    const product = await inCatalogue("mug")
    expect(product).toMatchObject({ title: "Mug", sales_channels: [{ id: shop.channelId }] })
    expect(
      product?.variants
        .map((each) => [each.sku, each.prices[0]?.amount, each.inventory_items?.[0]?.inventory?.sku])
        .sort()
    ).toEqual([
      ["MUG-L", 12, "MUG-L"],
      ["MUG-S", 9.99, "MUG-S"],
    ])
  })

  it("changes nothing when it runs again", async () => {
    const file = fileOf("again.csv", "jar,Jar,Size,S,JAR-S,5,1,", "bowl,Bowl,Title,Default Title,BOWL,6,1,")
    await run(file)
    const before = await inCatalogue("jar")
    expect(await run(file)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
    expect((await inCatalogue("jar"))?.updated_at).toEqual(before?.updated_at)
  })

  it("brings a changed product up to the file: title, price and a new variant", async () => {
    await run(fileOf("first.csv", "lid,Lid,Size,S,LID-S,5,1,"))
    const report = await run(fileOf("second.csv", "lid,Tight lid,Size,S,LID-S,6.5,1,", "lid,,,L,LID-L,8,1,"))
    expect(report).toMatchObject({ updated: 1, problems: [] })
    const product = await inCatalogue("lid")
    expect(product?.title).toBe("Tight lid")
    expect(product?.variants.map((each) => [each.sku, each.prices[0]?.amount]).sort()).toEqual([
      ["LID-L", 8],
      ["LID-S", 6.5],
    ])
  })

  it("tells each bad row with its line, and imports the rest", async () => {
    const report = await run(
      fileOf(
        "bad.csv",
        "fine-1,Fine,Title,Default Title,F-1,5,1,",
        "bad,Bad,Title,Default Title,B-1,cheap,1,",
        "taken,Taken,Title,Default Title,F-1,5,1,",
        "fine-2,Fine,Title,Default Title,F-2,5,1,"
      )
    )
    expect(report.created).toBe(2)
    expect(report.problems.map(({ line, handle }) => [line, handle])).toEqual(
      expect.arrayContaining([
        [3, "bad"],
        [4, "taken"],
      ])
    )
    expect(await inCatalogue("fine-2")).toBeDefined()
  })

  it("refuses a SKU that another product of the catalogue owns", async () => {
    await run(fileOf("owner.csv", "owner,Owner,Title,Default Title,OWNED,5,1,"))
    const report = await run(fileOf("thief.csv", "thief,Thief,Title,Default Title,OWNED,5,1,"))
    expect(report.problems).toEqual([
      expect.objectContaining({ handle: "thief", reason: expect.stringContaining("belongs to owner") }),
    ])
  })

  it("names the channels there are when the one asked for is not", async () => {
    await expect(findImportPlace(getContainer(), { salesChannel: "Moon" })).rejects.toThrow(
      /no sales channel "Moon".*"Web"/
    )
  })
  ;(isReal ? it : it.skip)("imports Shopify's own files whole, and again without a change", async () => {
    for (const file of realFiles) {
      const first = await run(file)
      expect(first).toMatchObject({ rejected: 0, updated: 0 })
      expect(first.created).toBeGreaterThan(15)
      expect(await run(file)).toMatchObject({ created: 0, updated: 0, unchanged: first.created })
    }
  })
})
