import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { doctor } from "../../src/cli/doctor"
import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"
import { pastTheTriggers } from "./support"

let inventory: InventoryUnderTest
let folder: string
const given = process.env.DATABASE_URL

beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "anyshelf-doctor-"))
  delete process.env.DATABASE_URL
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  if (given === undefined) delete process.env.DATABASE_URL
  else process.env.DATABASE_URL = given
})

/** Runs the command in the folder; what it says on standard output and on standard error, and its exit code. */
async function anyshelfDoctor(asked: { repair?: boolean; json?: boolean } = {}) {
  const said = { out: "", err: "" }
  const streams = [
    jest.spyOn(console, "log").mockImplementation((...words: unknown[]) => void (said.out += words.join(" "))),
    jest.spyOn(console, "error").mockImplementation((...words: unknown[]) => void (said.err += words.join(" "))),
  ]
  const code = await doctor({ do: "doctor", repair: false, json: false, ...asked }, folder)
  streams.forEach((stream) => stream.mockRestore())
  return { code, ...said }
}

it("ends with 0 where all is well, 1 where something is wrong, and 0 again after a repair", async () => {
  process.env.DATABASE_URL = inventory.database.url
  const item = await stockItem(inventory.service, { shop: 5 })
  expect(await anyshelfDoctor()).toMatchObject({ code: 0, out: expect.stringContaining("✓ Healthy"), err: "" })
  await pastTheTriggers(
    inventory.database,
    `update inventory_level set stocked_quantity = 4, raw_stocked_quantity = '{"value": "4"}' where inventory_item_id = '${item}'`
  )
  const sick = await anyshelfDoctor()
  expect(sick).toMatchObject({ code: 1, err: "" })
  expect(sick.out).toMatch(
    /✗ level_not_ledger {2}SKU-\d+ at shop\n {4}The level says 4 on hand, 0 reserved and 0 incoming;/
  )
  expect(await anyshelfDoctor({ repair: true })).toMatchObject({ code: 0, out: expect.stringContaining("1 put right") })
  const [last] = await inventory.service.readMovements({ inventoryItemId: item, limit: 1 })
  expect(last).toMatchObject({ cause: "doctor", causeId: "adjusting-entry", actor: "cli", onHandDelta: -1 })
})

it("prints nothing but the report for scripts, and never the password", async () => {
  process.env.DATABASE_URL = inventory.database.url
  const { code, out, err } = await anyshelfDoctor({ json: true })
  expect(JSON.parse(out)).toMatchObject({ schema: 1, healthy: true, findings: [] })
  expect([code, err]).toEqual([0, ""])
  const { out: text } = await anyshelfDoctor()
  expect(text).not.toContain(new URL(inventory.database.url).password + "@")
})

it("finds the database in the app's configuration, and prefers the environment", async () => {
  const config = (url: string) => `module.exports = { projectConfig: { databaseUrl: ${JSON.stringify(url)} } }`
  writeFileSync(join(folder, "medusa-config.js"), config(inventory.database.url))
  expect(await anyshelfDoctor()).toMatchObject({ code: 0 })
  writeFileSync(join(folder, "medusa-config.js"), config("postgres://nobody@127.0.0.1:1/nothing"))
  process.env.DATABASE_URL = inventory.database.url
  expect(await anyshelfDoctor()).toMatchObject({ code: 0 })
})

it.each([
  ["no address and no app", {}, "There is no DATABASE_URL, and no medusa-config in"],
  ["an address that is none", { url: "shop" }, "DATABASE_URL is no address"],
  [
    "nobody at the address",
    { url: "postgres://nobody@127.0.0.1:1/nothing" },
    "cannot be reached (connect ECONNREFUSED 127.0.0.1:1)",
  ],
  ["a configuration without a database", { config: "module.exports = {}" }, "names no database"],
  [
    "a configuration that throws",
    { config: "throw new Error('no secret')" },
    "medusa-config could not be read (no secret)",
  ],
])(
  "ends with 2 and a sentence where there is %s",
  async (_, { url, config }: { url?: string; config?: string }, sentence) => {
    if (url) process.env.DATABASE_URL = url
    if (config) writeFileSync(join(folder, "medusa-config.js"), config)
    expect(await anyshelfDoctor()).toMatchObject({ code: 2, out: "", err: expect.stringContaining(sentence) })
  }
)
