import { mutate } from "./admin-client"
import { openReceiver } from "./receiver"
import { openTestShop, type TestShop } from "./test-shop"

const catalogue = `{ products { edges { node { id title variants { edges { node { id sku inventoryItem { id inventoryLevels { edges { node { id location { name } } } } } } } } } } } }`
const week = 7 * 24 * 60 * 60 * 1000

describe("bulk operations", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
  })
  afterEach(async () => {
    expect(shop.control.snapshot().counters).toMatchObject({ standInLied: 0, notImplemented: 0 })
    await shop.close()
  })

  const fields = "id status errorCode objectCount rootObjectCount fileSize url partialDataUrl type"
  const run = (query: string, groupObjects = false) =>
    mutate(
      shop,
      "bulkOperationRunQuery",
      "$query: String!, $group: Boolean!",
      "query: $query, groupObjects: $group",
      `bulkOperation { ${fields} } userErrors { code field message }`,
      { query, group: groupObjects }
    )
  const look = async (id: string) =>
    (await shop.ask(`query($id: ID!) { bulkOperation(id: $id) { ${fields} } }`, { id })).data.bulkOperation
  const lines = async (url: string) =>
    (await (await fetch(url)).text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; __parentId?: string; sku?: string })

  it("[bulk-lines] gives every object a line of its own, children after their parents", async () => {
    const started = await run("{ products { edges { node { id title variants { edges { node { id sku } } } } } } }")
    expect(started).toMatchObject({ userErrors: [], bulkOperation: { status: "CREATED", url: null, type: "QUERY" } })
    shop.clock.advance(1000)
    const done = await look(started.bulkOperation.id)
    expect(done).toMatchObject({ status: "COMPLETED", objectCount: "5", rootObjectCount: "2", errorCode: null })
    const response = await fetch(done.url)
    expect(response.headers.get("content-length")).toBe(done.fileSize)
    const rows = await lines(done.url)
    expect(rows.map(({ sku, __parentId }) => [sku ?? null, __parentId === undefined])).toEqual([
      [null, true],
      [null, true],
      ["RED", false],
      ["BLUE", false],
      ["MUG", false],
    ])
    rows.forEach(({ __parentId }, at) => {
      if (__parentId) expect(rows.slice(0, at).map(({ id }) => id)).toContain(__parentId)
    })
    const again = await run("{ products { edges { node { id variants { edges { node { id sku } } } } } } }", true)
    shop.clock.advance(1000)
    const grouped = await lines((await look(again.bulkOperation.id)).url)
    expect(grouped.map(({ sku }) => sku ?? null)).toEqual([null, "RED", "BLUE", null, "MUG"])
  })

  it("[bulk-range] serves a part of the file, so that a broken download can be taken up", async () => {
    const { bulkOperation } = await run(catalogue)
    shop.clock.advance(1000)
    const { url, fileSize } = await look(bulkOperation.id)
    const whole = await (await fetch(url)).text()
    const part = await fetch(url, { headers: { range: "bytes=10-" } })
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
      206,
      `bytes 10-${Number(fileSize) - 1}/${fileSize}`,
      whole.slice(10),
    ])
    expect((await fetch(url, { headers: { range: `bytes=${fileSize}-` } })).status).toBe(416)
    expect((await fetch(url.replace(/[0-9a-f]{36}|[0-9a-f-]{36}/, "0".repeat(36)))).status).toBe(404)
  })

  it("[bulk-one] runs one at a time, and can be called off", async () => {
    const { bulkOperation } = await run(catalogue)
    expect((await run(catalogue)).userErrors).toMatchObject([{ code: "OPERATION_IN_PROGRESS" }])
    const cancelled = await mutate(
      shop,
      "bulkOperationCancel",
      "$id: ID!",
      "id: $id",
      "bulkOperation { status } userErrors { message }",
      { id: bulkOperation.id }
    )
    expect(cancelled.bulkOperation.status).toBe("CANCELING")
    shop.clock.advance(1000)
    expect(await look(bulkOperation.id)).toMatchObject({ status: "CANCELED", url: null })
    expect((await run(catalogue)).userErrors).toEqual([])
  })

  it("[bulk-query] takes a query of one connection, up to five of them, two deep, with the parents' ids", async () => {
    for (const query of [
      "{ shop { name } }",
      "{ products { edges { node { title variants { edges { node { id } } } } } } }",
      "mutation { x }",
      "{ products { edges { node { nonsense } } } }",
      "{ products { edges { node { id } } } orders { edges { node { id } } } }",
    ])
      expect((await run(query)).userErrors).toMatchObject([{ code: "INVALID", field: ["query"] }])
    expect(shop.state.bulks.size).toBe(0)
  })

  it("[bulk-kept] keeps results for seven days, tells when it is done, and lists them newest first", async () => {
    const receiver = await openReceiver()
    await shop.ask(
      `mutation($uri: String) { webhookSubscriptionCreate(topic: BULK_OPERATIONS_FINISH, webhookSubscription: { uri: $uri }) { userErrors { message } } }`,
      { uri: receiver.url }
    )
    const { bulkOperation } = await run(catalogue)
    shop.clock.advance(1000)
    await shop.control.settled()
    expect(receiver.received.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { admin_graphql_api_id: bulkOperation.id, status: "completed" },
    ])
    const { url } = await look(bulkOperation.id)
    shop.clock.advance(week)
    expect([(await look(bulkOperation.id)).status, (await fetch(url)).status]).toEqual(["EXPIRED", 404])
    await run("{ orders { edges { node { id } } } }")
    shop.clock.advance(1000)
    const listed = await shop.ask(
      `{ bulkOperations(first: 5) { nodes { status url objectCount } } currentBulkOperation { status } }`
    )
    expect(listed.data).toEqual({
      bulkOperations: {
        nodes: [
          { status: "COMPLETED", url: null, objectCount: "0" },
          { status: "EXPIRED", url: null, objectCount: "9" },
        ],
      },
      currentBulkOperation: { status: "COMPLETED" },
    })
    await receiver.close()
  })

  it("fails with ACCESS_DENIED what the token may not read", async () => {
    shop.control.setScopes(["read_orders"])
    const { bulkOperation } = await run("{ products { edges { node { id } } } }")
    const silence = jest.spyOn(console, "error").mockImplementation(() => undefined)
    shop.clock.advance(1000)
    silence.mockRestore()
    expect(await look(bulkOperation.id)).toMatchObject({ status: "FAILED", errorCode: "ACCESS_DENIED" })
  })
})
