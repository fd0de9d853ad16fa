import { CsvRefused, mapByCsv, type CsvDesk } from "./map-by-csv"

/** A desk at which every listing and every SKU exists, and which notes how much it was asked at once. */
function desk() {
  const noted = { mostAtOnce: 0, said: 0, atOnce: 0 }
  const channels = {
    readListingMatches: (_id: string, refs: readonly string[]) => {
      noted.mostAtOnce = Math.max(noted.mostAtOnce, refs.length)
      return Promise.resolve(
        refs.map((externalId) => ({ externalId, state: "unmatched", variantId: null, components: [] }))
      )
    },
    sayOfListings: (_id: string, said: readonly { externalId: string }[]) => {
      noted.said += said.length
      return Promise.resolve(said.map(({ externalId }) => ({ id: externalId, externalId, state: "mapped" })))
    },
    revivePublications: () => Promise.resolve(),
    markByListings: () => Promise.resolve(),
  }
  const shop = {
    findVariants: ({ skus }: { skus: readonly string[] }) =>
      Promise.resolve(
        skus.map((sku) => ({
          variantId: `v-${sku}`,
          sku,
          barcode: null,
          tracked: true,
          components: [{ inventoryItemId: sku, requiredQuantity: 1 }],
        }))
      ),
  }
  return { noted, desk: { channels, shop } as unknown as CsvDesk }
}

async function* chunks(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  let text = ""
  for (const line of lines) {
    text += line
    if (text.length < 16_384) continue
    yield Buffer.from(text)
    text = ""
  }
  if (text) yield Buffer.from(text)
}

function* rows(count: number): Generator<string> {
  yield "\uFEFFexternal_id,variant_sku\r\n"
  for (let at = 0; at < count; at += 1) yield `ref-${at},SKU-${at}\r\n`
}

describe("a file of listings", () => {
  it("of 100,000 rows is followed some hundred at a time", async () => {
    const { desk: given, noted } = desk()
    const report = await mapByCsv(given, "toy", chunks(rows(100_000)), { dryRun: false })
    expect(report).toMatchObject({ rows: 100_000, mapped: 100_000, failed: 0, errors: [] })
    expect(noted).toMatchObject({ mostAtOnce: 500, said: 100_000 })
  })

  it("changes nothing when it is only tried", async () => {
    const { desk: given, noted } = desk()
    expect(await mapByCsv(given, "toy", chunks(rows(10)), { dryRun: true })).toMatchObject({ mapped: 10 })
    expect(noted.said).toBe(0)
  })

  it("tells of a thousand mistakes, and counts the rest", async () => {
    const lines = ["external_id,action\r\n", ...Array.from({ length: 1_500 }, (_, at) => `ref-${at},delete\r\n`)]
    const report = await mapByCsv(desk().desk, "toy", chunks(lines), { dryRun: true })
    expect(report).toMatchObject({ failed: 1_500 })
    expect(report.errors).toHaveLength(1_000)
    expect(report.errors[0]).toMatchObject({ line: 2 })
  })

  it.each([
    ["without the right columns", ["a,b\r\n1,2\r\n"], /external_id/],
    ["that is a picture", ["\u0000\u0001\u0002\r\n\r\n"], /./],
    ["with too many rows", rows(200_001), /200000 rows/],
    ["with a cell that never ends", ["external_id,variant_sku\r\n", `"${"x".repeat(100_000)}`], /not CSV/],
  ])("%s is refused", async (_, lines, message) => {
    const reading = mapByCsv(desk().desk, "toy", chunks(lines), { dryRun: true })
    await expect(reading).rejects.toThrow(CsvRefused)
    await expect(reading).rejects.toThrow(message)
  })

  it("whose sender hangs up is given up", async () => {
    async function* broken() {
      yield Buffer.from("external_id,variant_sku\r\nref-1,SKU-1\r\n")
      throw new Error("hung up")
    }
    await expect(mapByCsv(desk().desk, "toy", broken(), { dryRun: false })).rejects.toThrow("hung up")
  })
})
