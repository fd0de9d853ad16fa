import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { importProducts, type ProductSink } from "../../src/cli/import-products"
import { readProductFile } from "../../src/cli/read-file"

const folder = mkdtempSync(join(tmpdir(), "anyshelf-files-"))
const write = (name: string, text: string) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}
async function read(file: string) {
  const items = []
  for await (const item of readProductFile(file)) items.push(item)
  return items
}

describe("a product file", () => {
  it("may begin with a byte order mark, end its lines as Windows does, and break lines inside a cell", async () => {
    const text = '\ufeffHandle,Title,Body (HTML),Variant Price\r\na,A,"<p>one\r\ntwo</p>",5\r\n\r\nb,B,,free\r\n'
    const items = await read(write("windows.csv", text))
    expect(items).toEqual([
      {
        kind: "product",
        product: expect.objectContaining({ handle: "a", line: 2, descriptionHtml: "<p>one\r\ntwo</p>" }),
      },
      // The cell of the row above goes over two lines, and a blank line follows.
      { kind: "problem", problem: expect.objectContaining({ handle: "b", line: 5 }) },
      { kind: "problem", problem: expect.objectContaining({ handle: "b" }) },
    ])
  })

  it.each([
    ["absent", "nowhere.csv", null, "There is no file"],
    ["empty", "empty.csv", "", "is empty"],
    ["something else", "other.csv", "Name,Price\nA,5\n", "is no Shopify product export"],
    ["cut off in a quote", "cut.csv", 'Handle,Title,Variant Price\na,A,5\nb,"B,6\n', "cannot be read from line 3 on"],
  ])("that is %s is refused with a sentence", async (_, name, text, sentence) => {
    const file = text === null ? join(folder, name) : write(name, text)
    await expect(read(file)).rejects.toThrow(sentence)
  })

  it("is read no faster than it is stored: one batch at a time, however long the file", async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `p-${index},P ${index},${index}.50`)
    const file = write("long.csv", ["Handle,Title,Variant Price", ...rows].join("\n"))
    let atOnce = 0
    let most = 0
    const sizes: number[] = []
    const sink: ProductSink = {
      batch: 50,
      async store(products) {
        most = Math.max(most, ++atOnce)
        sizes.push(products.length)
        await Promise.resolve()
        atOnce--
        return products.map(() => ({ outcome: "created" as const }))
      },
    }
    expect(await importProducts({ file, sink })).toMatchObject({ created: 5_000, rejected: 0 })
    expect([most, sizes.length, Math.max(...sizes)]).toEqual([1, 100, 50])
  })
})
