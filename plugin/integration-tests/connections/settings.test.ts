import { toy, toyConnector } from "@anyshelf/connector-kit/toy"
import { createConnection } from "../../src/channels/connections/create-connection"
import { changeConnection } from "../../src/channels/connections/change-connection"
import { pauseConnection, refreshConnection, removeConnection } from "../../src/channels/connections/steer-connection"
import { connectionsAtWork } from "../../src/channels/connections-at-work"
import { bootProcesses, newKey, wish, type Processes } from "./support/memories"

jest.setTimeout(60_000)

describe("connections in the database", () => {
  let processes: Processes
  const key = newKey()

  beforeAll(async () => {
    processes = await bootProcesses()
  })
  afterAll(() => processes.close())
  afterEach(async () => void (await processes.sql("delete from anyshelf_channel_connection", [])))

  const stored = async () => JSON.stringify(await processes.sql("select * from anyshelf_channel_connection", []))

  it("are made once, however often they are asked for, and never tell a secret", async () => {
    const memory = processes.memory({ secretsKey: key })
    const answers = await Promise.all(Array.from({ length: 20 }, () => createConnection(memory, wish("toy-1"))))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(20)
    expect(await memory.entries()).toHaveLength(1)
    const row = await stored()
    for (const secret of ["token-of-the-shop", "secret-of-the-webhooks"]) expect(row).not.toContain(secret)
    expect(await memory.find("toy-1")).toMatchObject({ config: wish("x").config, salesChannel: "Web" })
  })

  it("are not made over one that is different, of the same id", async () => {
    const memory = processes.memory({ secretsKey: key })
    await createConnection(memory, wish("toy-1"))
    expect(await createConnection(memory, wish("toy-1", { token: "another" }))).toMatchObject({
      ok: false,
      reason: "exists",
    })
    expect(await memory.find("toy-1")).toMatchObject({ config: { token: "token-of-the-shop" } })
  })

  it.each([
    ["an unknown vendor", { vendor: "ebay" }, "invalid", /channelConnectors/],
    ["a word of the API's own paths", { id: "vendors" }, "invalid", /another/],
    [
      "an address in our own network",
      { config: { ...wish("x").config, url: "https://10.0.0.1" } },
      "invalid",
      /allowPrivateAddresses/,
    ],
    [
      "a metadata service",
      { config: { ...wish("x").config, url: "http://0xa9fea9fe/" } },
      "invalid",
      /public Internet/,
    ],
    ["a configuration its connector refuses", { config: { url: "nonsense", token: "tell-no-one" } }, "invalid", /url/],
  ])("are refused with %s", async (_, over, reason, message) => {
    const answer = await createConnection(processes.memory({ secretsKey: key }), { ...wish("toy-1"), ...over })
    expect(answer).toMatchObject({ ok: false, reason, message: expect.stringMatching(message) })
    expect(JSON.stringify(answer)).not.toContain("tell-no-one")
  })

  it("cannot be made with secrets where there is no key, and say what to set; those of the options work", async () => {
    const given = toy({ id: "given", url: "http://toy.test", salesChannel: "Web", token: "t", webhookSecret: "w" })
    const memory = processes.memory({ connectors: [given] })
    expect(await createConnection(memory, wish("toy-1"))).toMatchObject({
      reason: "no-key",
      message: expect.stringMatching(/ANYSHELF_SECRETS_KEY/),
    })
    expect(await memory.find("given")).toBe(given)
  })

  it("are changed field by field; a secret that is left out stays with its date, and one that is set is set", async () => {
    const memory = processes.memory({ secretsKey: key })
    await createConnection(memory, wish("toy-1"))
    const before = (await memory.entry("toy-1"))!.row!.secrets!
    const answer = await changeConnection(memory, "toy-1", {
      config: { token: "a-new-token" },
      publicUrl: "https://shop.test",
    })
    expect(answer).toMatchObject({
      ok: true,
      entry: { connection: { config: { token: "a-new-token" }, publicUrl: "https://shop.test" } },
    })
    const after = (await memory.entry("toy-1"))!.row!.secrets!
    expect(after.webhookSecret).toEqual(before.webhookSecret)
    expect(after.token!.sealed).not.toBe(before.token!.sealed)
    expect(await changeConnection(memory, "toy-1", { config: { token: null } })).toMatchObject({ reason: "invalid" })
  })

  it("are changed by two people at once, and neither change is lost", async () => {
    const [one, two] = [processes.memory({ secretsKey: key }), processes.memory({ secretsKey: key })]
    await createConnection(one, wish("toy-1"))
    await Promise.all([
      changeConnection(one, "toy-1", { salesChannel: "Shop" }),
      changeConnection(two, "toy-1", { publicUrl: "https://shop.test" }),
      changeConnection(two, "toy-1", { config: { token: "a-new-token" } }),
    ])
    expect(await one.entry("toy-1")).toMatchObject({
      connection: { salesChannel: "Shop", publicUrl: "https://shop.test", config: { token: "a-new-token" } },
    })
  })

  it("of which one is broken say why, and stop no other", async () => {
    const [lost, here] = [newKey(), processes.memory({ secretsKey: key })]
    await createConnection(processes.memory({ secretsKey: lost }), wish("lost"))
    await createConnection(here, wish("fine"))
    await processes.sql(
      `insert into anyshelf_channel_connection (id, vendor, source, config) values ('foreign', 'ebay', 'admin', '{}')`,
      []
    )
    const source = connectionsAtWork({ connections: here, saveStatus: processes.channels.saveStatus })
    expect((await source()).map(({ id }) => id)).toEqual(["fine"])
    const rows = await processes.sql<{ id: string; reason: string }>(
      "select id, reason from anyshelf_channel_connection where status = 'misconfigured' order by id",
      []
    )
    expect(rows).toEqual([
      { id: "foreign", reason: expect.stringMatching(/channelConnectors/) },
      { id: "lost", reason: expect.stringMatching(/add the old key behind the new one/) },
    ])
    expect(await processes.memory({ secretsKey: `${key},${lost}` }).find("lost")).not.toBeNull()
  })

  it("whose secret cannot be opened are mended by setting it again", async () => {
    await createConnection(processes.memory({ secretsKey: newKey() }), wish("lost"))
    const memory = processes.memory({ secretsKey: key })
    expect(await changeConnection(memory, "lost", { salesChannel: "Shop" })).toMatchObject({ reason: "invalid" })
    const again = { token: "set-again-1", webhookSecret: "set-again-2" }
    expect(await changeConnection(memory, "lost", { config: again })).toMatchObject({ ok: true })
    expect(await memory.find("lost")).toMatchObject({ config: again })
  })

  it("do not open with the sealed secrets of another", async () => {
    const memory = processes.memory({ secretsKey: key })
    for (const id of ["one", "two"]) await createConnection(memory, wish(id))
    await processes.sql(
      `update anyshelf_channel_connection set version = 2,
         secrets = (select secrets from anyshelf_channel_connection where id = 'two') where id = 'one'`,
      []
    )
    expect(await memory.entry("one")).toMatchObject({
      connection: null,
      problem: { reason: expect.stringMatching(/another connection/) },
    })
  })

  it("are the same object until something of them changes, in each process", async () => {
    const [here, there] = [processes.memory({ secretsKey: key }), processes.memory({ secretsKey: key })]
    await createConnection(here, wish("a"))
    await createConnection(here, wish("b"))
    const before = await there.entries()
    expect((await there.entries()).map(({ connection }) => connection)).toEqual(
      before.map(({ connection }) => connection)
    )
    await changeConnection(here, "a", { salesChannel: "Shop" })
    const after = await there.entries()
    expect(after[0]!.connection).not.toBe(before[0]!.connection)
    expect(after[1]!.connection).toBe(before[1]!.connection)
  })

  it("rest while they are paused, but take webhooks; and go on", async () => {
    const memory = processes.memory({ secretsKey: key })
    const source = connectionsAtWork({ connections: memory, saveStatus: processes.channels.saveStatus })
    await createConnection(memory, wish("toy-1"))
    expect(await source()).toHaveLength(1)
    for (let times = 0; times < 2; times += 1) await pauseConnection(memory, "toy-1", true)
    expect((await memory.entry("toy-1"))!.row!.version).toBe(2)
    expect(await source()).toHaveLength(0)
    expect(await memory.find("toy-1")).not.toBeNull()
    await pauseConnection(memory, "toy-1", false)
    expect(await source()).toHaveLength(1)
  })

  it("that were removed take their secrets along, are not woken by a late worker, and begin anew", async () => {
    const memory = processes.memory({ secretsKey: key })
    await createConnection(memory, wish("toy-1"))
    await processes.channels.saveOrderProgress({ connectionId: "toy-1", cursor: "17", drainedAt: new Date() })
    expect(await removeConnection(memory, "toy-1")).toEqual({ ok: true, removed: true })
    expect(await removeConnection(memory, "toy-1")).toEqual({ ok: true, removed: false })
    expect(await stored()).not.toContain("sealed")
    await processes.channels.openConnection({ connectionId: "toy-1", vendor: "toy" })
    expect(await memory.entries()).toEqual([])
    await createConnection(memory, wish("toy-1"))
    expect(await processes.channels.openConnection({ connectionId: "toy-1", vendor: "toy" })).toMatchObject({
      orderCursor: null,
    })
  })

  it("that do not exist are not changed, paused or read again", async () => {
    const memory = processes.memory({ secretsKey: key })
    for (const answer of [
      await changeConnection(memory, "none", { salesChannel: "x" }),
      await pauseConnection(memory, "none", true),
      await refreshConnection(memory, "none"),
    ])
      expect(answer).toMatchObject({ ok: false, reason: "unknown" })
  })

  describe("of the options", () => {
    const given = toy({ id: "given", url: "http://toy.test", salesChannel: "Web", token: "t", webhookSecret: "w" })

    it("are changed in the code alone, but for how stock is shown and for a pause", async () => {
      const memory = processes.memory({ connectors: [given] })
      expect(await changeConnection(memory, "given", { salesChannel: "x" })).toMatchObject({ reason: "read-only" })
      expect(await removeConnection(memory, "given")).toMatchObject({ reason: "read-only" })
      const publishing = { mode: "buffered", by: "units", units: 2 } as const
      expect(await changeConnection(memory, "given", { publishing })).toMatchObject({
        ok: true,
        entry: { connection: { ...given, publishing } },
      })
      expect(await changeConnection(memory, "given", { publishing: null })).toMatchObject({
        entry: { connection: given },
      })
      expect(await pauseConnection(memory, "given", true)).toMatchObject({ entry: { isPaused: true } })
    })

    it("take the place of one made in Admin, with nothing of it left; and when the code forgets them, they are told of", async () => {
      await createConnection(processes.memory({ secretsKey: key }), wish("given"))
      const memory = processes.memory({ connectors: [given] })
      expect(await memory.entries()).toMatchObject([{ source: "options", connection: given }])
      expect(await stored()).not.toContain("sealed")
      const later = processes.memory({ channelConnectors: [toyConnector] })
      expect(await later.entries()).toMatchObject([
        { connection: null, problem: { reason: expect.stringMatching(/put it back/) } },
      ])
      expect(await removeConnection(later, "given")).toEqual({ ok: true, removed: true })
    })
  })
})
