import type { CustomerRecord, OrderRecord } from "@anyshelf/connector-kit"
import { Modules } from "@medusajs/framework/utils"
import type { Channel } from "../../src/channels/channel"
import { handleOrder } from "../../src/channels/handle-order"
import { describeApp } from "../support/app"
import { anonymousWith, ask, staffWith } from "../support/ask"
import { line, orderOf, readyChannel } from "./support/orders"
import { connectToy, type Connected } from "./support/toy-shop"

const ada = (more: Partial<CustomerRecord> = {}): CustomerRecord => ({
  ref: "c1",
  email: "ada@example.com",
  phone: null,
  firstName: "Ada",
  lastName: "Lovelace",
  ...more,
})

describeApp("channels customers in", ({ api, getContainer }) => {
  let connected: Connected
  let channel: Channel
  beforeEach(async () => {
    connected = await connectToy(getContainer())
    channel = await readyChannel(connected)
  })

  const customers = () => getContainer().resolve(Modules.CUSTOMER)
  const everybody = () => customers().listCustomers({}, { select: ["id", "email", "phone", "has_account"] })
  const buy = async (more: Partial<OrderRecord> = {}) => {
    const order = orderOf([line("cup", 1)], more)
    await handleOrder(channel, order)
    return order
  }
  const buyers = async () => {
    const orders = await getContainer()
      .resolve(Modules.ORDER)
      .listOrders({}, { select: ["id", "customer_id"] })
    return orders.map(({ customer_id }) => customer_id)
  }

  it("who orders often is one customer, though many orders come at once and e-mails are written in any way", async () => {
    const spellings = ["ada@example.com", " Ada@Example.com", "ADA@EXAMPLE.COM"]
    await Promise.all(
      Array.from({ length: 12 }, (_none, index) =>
        buy(index % 2 ? { customer: ada() } : { email: spellings[index % 3]!, customer: null })
      )
    )
    expect(await everybody()).toHaveLength(1)
    expect(new Set(await buyers()).size).toBe(1)
  })

  it("an e-mail never finds an account: whoever opened it has not proved that it is theirs", async () => {
    const account = await customers().createCustomers({ email: "ada@example.com", has_account: true, phone: "secret" })
    await buy({ customer: ada() })
    expect(await buyers()).not.toContain(account.id)
    expect(await everybody()).toHaveLength(2)
  })

  it("who has another e-mail on the channel later is who they were, and nobody else's customer", async () => {
    const other = await customers().createCustomers({ email: "grace@example.com" })
    await buy({ customer: ada() })
    await buy({ customer: ada({ email: "grace@example.com" }), email: "grace@example.com" })
    const [first, second] = await buyers()
    expect(first).toBe(second)
    expect(first).not.toBe(other.id)
    expect(await customers().retrieveCustomer(other.id)).toMatchObject({ email: "grace@example.com" })
  })

  it("who has only a phone is one customer by the channel's own id", async () => {
    const phone = ada({ email: null, phone: "+45 12345678" })
    await Promise.all(Array.from({ length: 4 }, () => buy({ email: null, customer: phone })))
    await buy({ email: null, customer: ada({ ref: "c2", email: null, phone: "+45 12345678" }) })
    expect(await everybody()).toHaveLength(2)
  })

  it("nobody is made up, and who was deleted here is made anew", async () => {
    await buy({ email: null })
    expect(await everybody()).toEqual([])
    await buy({ customer: ada() })
    const [gone] = await everybody()
    await customers().deleteCustomers([gone!.id])
    await buy({ customer: ada() })
    expect((await everybody()).map(({ id }) => id)).not.toContain(gone!.id)
    expect(await everybody()).toHaveLength(1)
  })

  describe("staff ask for channels' orders", () => {
    const query = `query ($first: Int, $after: String, $connectionId: ID, $state: ChannelOrderState) {
      channelOrders(first: $first, after: $after, connectionId: $connectionId, state: $state) {
        nodes { connectionId externalId number state orderId placedAt total { amount currencyCode } tasks { kind reason } }
        pageInfo { hasNextPage endCursor } } }`
    const entity = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ChannelOrder { number orderId } } }`

    it("page by page, with what there is to see to; each by the channel's own id, too", async () => {
      const orders: OrderRecord[] = []
      for (let count = 0; count < 3; count += 1) orders.push(await buy({ placedAt: `2026-11-23T1${count}:00:00.000Z` }))
      await handleOrder(channel, orderOf([line(null, 1)], { placedAt: "2026-11-22T10:00:00.000Z" }))
      const first = await ask(api, staffWith(null), query, { first: 2 })
      expect(first.errors).toBeUndefined()
      const { nodes, pageInfo } = first.data.channelOrders
      expect(nodes.map(({ externalId }: { externalId: string }) => externalId)).toEqual([
        orders[2]!.ref,
        orders[1]!.ref,
      ])
      expect(nodes[0]).toMatchObject({ state: "IMPORTED", total: { amount: 1000, currencyCode: "EUR" }, tasks: [] })
      const second = await ask(api, staffWith(null), query, { first: 2, after: pageInfo.endCursor })
      expect(second.data.channelOrders.nodes[1].tasks[0]).toMatchObject({ kind: "unmapped-line" })
      expect(second.data.channelOrders.pageInfo.hasNextPage).toBe(false)
      const held = await ask(api, staffWith(null), query, { state: "HELD" })
      expect(held.data.channelOrders.nodes).toEqual([])
      const of = [{ __typename: "ChannelOrder", connectionId: channel.id, externalId: orders[0]!.ref }]
      expect((await ask(api, staffWith(null), entity, { of })).data._entities[0]).toMatchObject({ number: "#1017" })
    })

    it("strangers are told nothing, by any way in", async () => {
      const order = await buy()
      const of = [{ __typename: "ChannelOrder", connectionId: channel.id, externalId: order.ref }]
      for (const [text, variables] of [
        [query, {}],
        [entity, { of }],
      ] as const) {
        const { data, errors } = await ask(api, anonymousWith(null), text, variables)
        expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN")
        expect(JSON.stringify(data ?? null)).not.toContain(order.ref)
      }
      const forged = await ask(api, staffWith(null), query, { after: "bm9wZQ" })
      expect(forged.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT")
    })
  })
})
