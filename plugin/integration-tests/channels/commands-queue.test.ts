import type { CommandOutcome, DueCommand, NewCommand } from "../../src/domain/channels/command"
import { judgeCommand, refuse } from "../../src/domain/channels/judge-command"
import { bootChannels, type ChannelsUnderTest } from "./support/channels-module"

jest.setTimeout(60_000)

let under: ChannelsUnderTest
beforeAll(async () => void (under = await bootChannels()))
afterAll(() => under.close())

const crowd = Array.from({ length: 100 }, (_none, index) => index)
const commands = () => under.channels.commands
let orders = 0
const newOrder = () => ({ connectionId: `shop-${(orders += 1)}`, orderRef: "17", orderId: `order_${orders}` })
type Order = ReturnType<typeof newOrder>

const hold = (key: string, needs: string | null = null): NewCommand => ({
  key,
  needs,
  payload: { type: "release", orderRef: "17", holdKey: key },
})
const make = (order: Order, ...made: NewCommand[]) => commands().make({ ...order, actor: null, commands: made })
const claim = (order: Order, owner = "a", leaseMs = 30_000) =>
  commands().claim({ connectionId: order.connectionId, owner, limit: 50, leaseMs })
const keys = (due: readonly DueCommand[]) => due.map(({ key }) => key).sort()
const settle = (owner: string, due: readonly DueCommand[], outcome: (due: DueCommand) => CommandOutcome) =>
  commands().recordOutcomes(owner, due.map(outcome))
const done = (due: DueCommand, ref?: string) =>
  judgeCommand(due, ref ? { status: "applied", ref } : { status: "applied" }, 0)
const refused = (due: DueCommand) => refuse(due, "No.")
const sequence = async (order: Order) =>
  under.database.query<{ key: string; ordinal: number; state: string }>(
    `select key, ordinal, state from anyshelf_channel_command where connection_id = $1 order by order_ref, ordinal`,
    [order.connectionId]
  )

describe("a command", () => {
  it("is made once, though a hundred make it at once", async () => {
    const order = newOrder()
    await Promise.all(crowd.map(() => make(order, hold("a"), hold("b"))))
    expect((await sequence(order)).map(({ key, ordinal }) => [key, ordinal])).toEqual([
      ["a", 1],
      ["b", 2],
    ])
  })

  it("has a place of its own in its order, though a hundred others are made at once", async () => {
    const order = newOrder()
    await Promise.all(crowd.slice(0, 30).map((index) => make(order, hold(`k${index}`))))
    expect((await sequence(order)).map(({ ordinal }) => ordinal)).toEqual(crowd.slice(0, 30).map((index) => index + 1))
  })

  it("is claimed by one of many workers", async () => {
    const order = newOrder()
    for (const index of crowd.slice(0, 20)) await make({ ...order, orderRef: `o${index}` }, hold(`k${index}`))
    const claims = await Promise.all(crowd.slice(0, 16).map((index) => claim(order, `worker-${index}`)))
    expect(keys(claims.flat())).toHaveLength(20)
    expect(new Set(keys(claims.flat())).size).toBe(20)
  })

  it("waits for those of its order that were made before; other orders go on", async () => {
    const order = newOrder()
    const other = { ...order, orderRef: "18" }
    await make(order, hold("a"), hold("b"), hold("c"))
    await make(other, hold("x"))
    const first = await claim(order)
    expect(keys(first)).toEqual(["a", "x"])
    expect(await claim(order, "b")).toEqual([])
    await settle("a", first, done)
    const second = await claim(order)
    expect(keys(second)).toEqual(["b"])
    await settle("a", second, (due) => judgeCommand(due, { status: "retry", afterMs: 60_000 }, 0))
    expect(await claim(order)).toEqual([])
  })

  it("that was refused holds up none but those that need it, and those hold up none", async () => {
    const order = newOrder()
    await make(order, hold("fulfil"), hold("track", "fulfil"), hold("return"))
    await settle("a", await claim(order), refused)
    const next = await claim(order)
    expect(keys(next)).toEqual(["return"])
    await settle("a", next, done)
    expect(await claim(order)).toEqual([])
    await commands().retry({ connectionId: order.connectionId })
    const again = await claim(order)
    expect(again).toMatchObject([{ key: "fulfil", generation: 1, attempts: 0 }])
    await settle("a", again, (due) => done(due, "f1"))
    expect(await claim(order)).toMatchObject([{ key: "track", neededRef: "f1" }])
  })

  it("knows what others of its order have made and told, so that two that look alike are told apart", async () => {
    const order = newOrder()
    const fulfil = (key: string) => ({
      key,
      needs: null,
      payload: {
        type: "fulfil" as const,
        orderRef: order.orderRef,
        locationRef: null,
        lines: [],
        tracking: [],
        notify: true,
      },
    })
    const receive = (key: string) => ({
      key,
      needs: null,
      payload: {
        type: "receive" as const,
        orderRef: order.orderRef,
        returnRef: "r1",
        locationRef: null,
        lines: [{ lineRef: "l1", quantity: 1, disposition: "restocked" as const }],
      },
    })
    await make(order, fulfil("one"), fulfil("two"), receive("first"), receive("second"))
    for (const made of [[], ["f1"]]) {
      const due = await claim(order)
      expect(due).toMatchObject([{ made, received: [] }])
      await settle("a", due, (each) => done(each, `f${made.length + 1}`))
    }
    for (const received of [[], [{ lineRef: "l1", quantity: 1 }]]) {
      const due = await claim(order)
      expect(due).toMatchObject([{ made: [], received }])
      await settle("a", due, (each) => done(each, "r1"))
    }
  })

  it("of a killed worker is free again when its lease ends, in doubt, and a late outcome changes nothing", async () => {
    const order = newOrder()
    await make(order, hold("a"))
    const first = await claim(order, "killed", 1_000)
    expect(await commands().recordSending("killed", [first[0]!.id])).toEqual(new Set([first[0]!.id]))
    await under.database.query(`update anyshelf_channel_command set leased_until = now() where connection_id = $1`, [
      order.connectionId,
    ])
    const second = await claim(order, "next")
    expect(second).toMatchObject([{ key: "a", state: "sent", inDoubt: true }])
    expect(await commands().recordSending("killed", [first[0]!.id])).toEqual(new Set())
    await settle("killed", first, refused)
    await settle("next", second, (due) => done(due))
    expect(await sequence(order)).toMatchObject([{ state: "done" }])
  })

  it("that was surely not done gets a new key for its next try; one in doubt keeps it", async () => {
    const order = newOrder()
    await make(order, hold("sure"))
    await make({ ...order, orderRef: "18" }, hold("unsure"))
    await settle("a", await claim(order), (due) => ({ ...refused(due), inDoubt: due.key === "unsure" }))
    await commands().retry({ connectionId: order.connectionId })
    const again = await claim(order)
    expect(Object.fromEntries(again.map(({ key, generation }) => [key, generation]))).toEqual({ sure: 1, unsure: 0 })
  })

  it("can be recalled by the key that the channel was given, by who claimed it alone", async () => {
    const order = newOrder()
    await make(order, hold("a"))
    await settle("a", await claim(order), refused)
    await commands().retry({ connectionId: order.connectionId })
    await claim(order, "desk")
    const recall = (owner: string, key: string) =>
      commands().recall({ connectionId: order.connectionId, owner, keys: [key] })
    expect(keys(await recall("desk", "a:1"))).toEqual(["a"])
    expect(await recall("desk", "a")).toEqual([])
    expect(await recall("other", "a:1")).toEqual([])
  })
})

describe("dropping", () => {
  it("takes a refused command and those that need it, and closes the task", async () => {
    const order = newOrder()
    await make(order, hold("fulfil"), hold("track", "fulfil"))
    const [first] = await claim(order)
    await settle("a", [first!], refused)
    const task = {
      connectionId: order.connectionId,
      kind: "command-refused" as const,
      subject: first!.id,
      reason: "No.",
    }
    await under.channels.openTasks([task])
    await commands().drop({ connectionId: order.connectionId, id: first!.id, reason: "Done by hand." })
    expect((await sequence(order)).map(({ state }) => state)).toEqual(["superseded", "superseded"])
    const tasks = await under.channels.listChannelTasks({ connection_id: order.connectionId })
    expect(tasks.map(({ closed_at }) => closed_at !== null)).toEqual([true])
  })

  it("leaves alone what is being sent, may have been done, or is another connection's", async () => {
    const order = newOrder()
    await make(order, hold("a"))
    const [due] = await claim(order)
    const drop = (connectionId = order.connectionId) => commands().drop({ connectionId, id: due!.id, reason: "No." })
    expect(await drop()).toBeNull()
    await commands().recordSending("a", [due!.id])
    await settle("a", [due!], (each) => judgeCommand(each, { status: "unknown" }, 0))
    expect(await drop()).toBeNull()
    await commands().supersede({ connectionId: order.connectionId, keys: ["a"], reason: "No." })
    expect(await sequence(order)).toMatchObject([{ state: "sent" }])
    expect(await drop("another")).toBeNull()
  })
})

describe("a refund", () => {
  const refund = (order: Order, key: string, amount: number, refundable = 100) =>
    commands().makeRefund({
      ...order,
      actor: null,
      amount,
      refundable,
      command: {
        key,
        needs: null,
        payload: {
          type: "refund",
          orderRef: order.orderRef,
          lines: [],
          amount: { amount, currencyCode: "EUR" },
          shipping: null,
          note: "",
          notify: true,
        },
      },
    })

  it("never makes all of them more than what may go back, though a hundred are asked for at once", async () => {
    const order = newOrder()
    const made = await Promise.all(crowd.slice(0, 40).map((index) => refund(order, `r${index}`, 7)))
    expect(made.filter(({ outcome }) => outcome === "made")).toHaveLength(14)
    expect(made.filter(({ outcome }) => outcome === "too-much")).toHaveLength(26)
    expect(await refund(order, "last", 3)).toEqual({ outcome: "too-much", left: 2 })
    expect(await refund(order, "last", 2)).toEqual({ outcome: "made" })
  })

  it("is one under one key, and another's terms are told apart", async () => {
    const order = newOrder()
    const made = await Promise.all(crowd.slice(0, 20).map(() => refund(order, "r", 60)))
    expect(made.filter(({ outcome }) => outcome === "made")).toHaveLength(1)
    expect(made.filter(({ outcome }) => outcome === "known")).toHaveLength(19)
    expect(await refund(order, "r", 61)).toEqual({ outcome: "other" })
    expect(await refund(order, "more", 60)).toEqual({ outcome: "too-much", left: 40 })
  })

  it("that was dropped may be asked for again", async () => {
    const order = newOrder()
    await refund(order, "r", 100)
    const [due] = await claim(order)
    await settle("a", [due!], refused)
    expect(await refund(order, "again", 1)).toEqual({ outcome: "too-much", left: 0 })
    await commands().drop({ connectionId: order.connectionId, id: due!.id, reason: "Given in cash." })
    expect(await refund(order, "again", 100)).toEqual({ outcome: "made" })
  })
})

describe("who made what the channel shows", () => {
  const payload = { type: "fulfil", orderRef: "17", locationRef: null, lines: [], tracking: [], notify: true } as const
  const who = (order: Order, ref: string, kind: "fulfilment" | "refund" = "fulfilment") =>
    commands().whoMade({ connectionId: order.connectionId, orderRef: order.orderRef, kind, ref })

  it("is us once the channel has said so, nobody knows while it has not answered, and others else", async () => {
    const order = newOrder()
    expect(await who(order, "f1")).toBe("theirs")
    await make(order, { key: "a", needs: null, payload })
    expect(await who(order, "f1")).toBe("theirs")
    const due = await claim(order)
    await commands().recordSending("a", [due[0]!.id])
    expect([await who(order, "f1"), await who(order, "f1", "refund")]).toEqual(["unsettled", "theirs"])
    await settle("a", due, (each) => done(each, "f1"))
    expect([await who(order, "f1"), await who(order, "f2")]).toEqual(["ours", "theirs"])
  })
})

describe("orders that are followed", () => {
  const at = "2026-11-23T10:00:00.000Z"
  const record = async (connectionId: string, externalId: string, orderId: string | null) => {
    const order = { connectionId, externalId, number: "#1", updatedAt: at, payload: { ref: externalId, raw: { a: 1 } } }
    const { id } = await under.channels.receiveOrder(order)
    if (orderId) await under.channels.settleOrder({ id, state: "imported", orderId })
  }
  const follow = (connectionId: string) => commands().claimFollowed({ connectionId, limit: 10, leaseMs: 30_000 })

  it("are those that are ours, each for one worker, without the vendor's own words", async () => {
    const { connectionId } = newOrder()
    await record(connectionId, "17", "order_f1")
    await record(connectionId, "18", null)
    const claims = (await Promise.all(crowd.slice(0, 8).map(() => follow(connectionId)))).flat()
    expect(claims).toMatchObject([{ orderRef: "17", orderId: "order_f1", order: { ref: "17" } }])
    expect(claims[0]!.order).not.toHaveProperty("raw")
  })

  it("are looked at again when they are told of, also while somebody looks", async () => {
    const { connectionId } = newOrder()
    await record(connectionId, "17", "order_f2")
    const [first] = await follow(connectionId)
    expect(await commands().followNow(["order_f2", "order_of_nobody"])).toEqual([connectionId])
    await commands().followLater([{ ...first!, afterMs: 3_600_000 }])
    const [second] = await follow(connectionId)
    expect(second?.orderRef).toBe("17")
    await commands().followLater([{ ...second!, afterMs: 3_600_000 }])
    expect(await follow(connectionId)).toEqual([])
  })

  it("are hurried by what changed since they were looked at, and not by what changed before", async () => {
    const { connectionId } = newOrder()
    await record(connectionId, "17", "order_f3")
    const [look] = await follow(connectionId)
    await commands().followLater([{ ...look!, afterMs: 3_600_000 }])
    const changed = (agoMs: number) =>
      commands().followSince([{ orderId: "order_f3", changedAt: new Date(Date.now() - agoMs) }])
    expect(await changed(3_600_000)).toEqual([])
    expect(await changed(0)).toEqual([connectionId])
    expect(await follow(connectionId)).toHaveLength(1)
  })
})

it("pages show what was commanded, newest first, each once", async () => {
  const order = newOrder()
  for (const index of crowd.slice(0, 5)) await make(order, hold(`k${index}`))
  const page = (after?: { createdAt: Date; id: string }) =>
    commands().page({ connectionId: order.connectionId, limit: 2, after })
  const seen: string[] = []
  let rows = await page()
  while (rows.length > 0) {
    seen.push(...rows.map(({ id }) => id))
    rows = await page(rows.at(-1))
  }
  expect(new Set(seen).size).toBe(5)
  expect(seen).toHaveLength(5)
  expect((await commands().count()).find(({ connectionId }) => connectionId === order.connectionId)).toMatchObject({
    waiting: 5,
    refused: 0,
  })
})
