import type { FileItem, ProductRow } from "./product-file"
import { readColumns } from "./product-columns"
import { readProducts } from "./read-products"

const older = [
  "Handle",
  "Title",
  "Option1 Name",
  "Option1 Value",
  "Variant SKU",
  "Variant Price",
  "Variant Inventory Qty",
  "Image Src",
]

async function read(headings: readonly string[], lines: readonly (readonly string[])[]): Promise<FileItem[]> {
  const columns = readColumns(headings)
  if ("missing" in columns) throw new Error(`missing ${columns.missing.join()}`)
  async function* rows(): AsyncGenerator<ProductRow> {
    for (const [index, cells] of lines.entries())
      yield { line: index + 2, cells: Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? ""])) }
  }
  const items: FileItem[] = []
  for await (const item of readProducts(rows(), columns.read)) items.push(item)
  return items
}

const products = (items: readonly FileItem[]) =>
  items.flatMap((item) => (item.kind === "product" ? [item.product] : []))
const problems = (items: readonly FileItem[]) =>
  items.flatMap((item) => (item.kind === "problem" ? [item.problem] : []))

describe("reading a product file", () => {
  it("makes one product of the rows of one handle", async () => {
    const [top] = products(
      await read(older, [
        ["top", "Top", "Size", "Small", "", "60", "1", "a.jpg"],
        ["top", "", "", "Large", "", "65.50", "2", ""],
        ["top", "", "", "", "", "", "", "b.jpg"],
      ])
    )
    expect(top).toMatchObject({ handle: "top", title: "Top", options: ["Size"], images: ["a.jpg", "b.jpg"], line: 2 })
    expect(
      top?.variants.map(({ optionValues, price, inventoryQuantity, line }) => [
        optionValues,
        price,
        inventoryQuantity,
        line,
      ])
    ).toEqual([
      [["Small"], "60", 1, 2],
      [["Large"], "65.50", 2, 3],
    ])
  })

  it("makes the same SKU of the same row, and says that it did", async () => {
    const lines = [["rød-top", "Top", "Size", "X Large", "", "60", "1"]]
    const [first] = products(await read(older, lines))
    const [second] = products(await read(older, lines))
    expect(first?.variants[0]).toMatchObject({ sku: "RØD-TOP-X-LARGE", isSkuMade: true })
    expect(second?.variants).toEqual(first?.variants)
  })

  it("reads the newer template as well", async () => {
    const headings = [
      "Title",
      "URL handle",
      "Option1 name",
      "Option1 value",
      "SKU",
      "Price",
      "Inventory quantity",
      "Status",
      "Continue selling when out of stock",
    ]
    const [product] = products(
      await read(headings, [["Lamp", "lamp", "", "", "L-1", "1,299.00", "4", "Draft", "CONTINUE"]])
    )
    expect(product).toMatchObject({ handle: "lamp", status: "draft", options: ["Title"] })
    expect(product?.variants).toEqual([
      expect.objectContaining({
        sku: "L-1",
        isSkuMade: false,
        price: "1299.00",
        inventoryQuantity: 4,
        isBackordered: true,
      }),
    ])
  })

  it.each([
    ["a price that is none", ["a", "A", "Size", "S", "", "cheap", "1"], 2, 'The price "cheap"'],
    ["a quantity that is none", ["a", "A", "Size", "S", "", "1", "some"], 2, 'The quantity "some"'],
    ["a title that is absent", ["a", "", "Size", "S", "", "1", "1"], 2, "no title"],
    ["a handle that breaks URLs", ["a b/c", "A", "Size", "S", "", "1", "1"], 2, "The handle may hold"],
    ["a row without a handle", ["", "A", "Size", "S", "", "1", "1"], 2, "no handle"],
  ])("tells %s with its line, and imports the rest", async (_, bad, line, reason) => {
    const items = await read(older, [bad, ["good", "Good", "Size", "S", "", "1", "1"]])
    expect(problems(items)[0]).toMatchObject({ line, reason: expect.stringContaining(reason) })
    expect(products(items).map(({ handle }) => handle)).toContain("good")
  })

  it("tells a handle that comes back behind another product", async () => {
    const items = await read(older, [
      ["a", "A", "Size", "S", "", "1", "1"],
      ["b", "B", "Size", "S", "", "1", "1"],
      ["a", "A again", "Size", "M", "", "1", "1"],
    ])
    expect(products(items).map(({ handle }) => handle)).toEqual(["a", "b"])
    expect(problems(items)).toEqual([{ line: 4, handle: "a", reason: expect.stringContaining("line 2") }])
  })

  it("lets one SKU belong to one variant only", async () => {
    const items = await read(older, [
      ["a", "A", "Size", "S", "X", "1", "1"],
      ["a", "", "", "M", "X", "1", "1"],
    ])
    expect(products(items)[0]?.variants).toHaveLength(1)
    expect(problems(items)[0]).toMatchObject({ line: 3, reason: expect.stringContaining("line 2") })
  })

  it("says which columns are missing", () => {
    expect(readColumns(["Name", "Price"])).toEqual({ missing: ["Handle or URL handle", "Title"] })
  })
})
