import { createHmac } from "node:crypto"
import type { ContractHarness, StandInModule } from "@anyshelf/connector-kit/contract"
import { cornerShop } from "./connector"

// #region the shop
const config = { url: "http://corner.invalid", apiKey: "key-of-the-corner-shop", webhookSecret: "secret-of-the-corner" }

/** What the vendor insists on. The laws must notice when one of these is not kept. */
const rules = {
  key: "Requests carry the API key.",
  compare: "A write that expects another number is refused.",
  known: "Only an item that is there can be counted.",
  whole: "Stock is whole and not below nothing.",
  signed: "Webhooks are signed.",
}
type Rule = keyof typeof rules

function openShop(keeps: (rule: Rule) => boolean) {
  const items = ["tea", "jam"].map((id) => ({ id, name: id, sku: id.toUpperCase(), price: "2.50", stock: 5 }))
  const sales: { id: string; change: number; items: object[] }[] = []
  const find = (id: string | undefined) => items.find((item) => item.id === id)
  const sell = (id: string) => {
    find(id)!.stock -= 1
    const change = sales.length + 1
    const line = { id: `s${change}-1`, itemId: id, count: 1, price: "2.50" }
    const at = new Date(change * 1_000).toISOString()
    sales.push({ id: `s${change}`, change, ...{ at, cancelled: false, total: "2.50" }, items: [line] })
    const rawBody = Buffer.from(JSON.stringify({ event: `e${change}`, sale: `s${change}` }, null, 2))
    const signed = keeps("signed") ? rawBody : "anything"
    const signature = createHmac("sha256", config.webhookSecret).update(signed).digest("base64")
    return { orderRef: `s${change}`, webhook: { rawBody, url: "/", headers: { "x-corner-signature": signature } } }
  }
  const write = (id: string | undefined, { quantity, expected }: { quantity: number; expected: number | null }) => {
    if (keeps("whole") && !(Number.isInteger(quantity) && quantity >= 0)) return answer({ error: "How many?" }, 422)
    const item = find(id)
    if (!item) return keeps("known") ? answer({ error: "No such item." }, 404) : answer({ stock: quantity, set: true })
    const stale = expected !== null && expected !== item.stock && keeps("compare")
    if (!stale) item.stock = quantity
    return answer({ stock: item.stock, set: !stale }, stale ? 409 : 200)
  }
  const api: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname, searchParams } = new URL(request.url)
    const [, list, id] = pathname.split("/")
    if (request.headers.get("x-api-key") !== config.apiKey && keeps("key")) return answer({ error: "Who?" }, 401)
    if (request.method === "PUT") return write(id, (await request.json()) as never)
    if (id !== undefined) {
      const found = list === "items" ? find(id) : sales.find((sale) => sale.id === id)
      return found ? answer(found) : answer({ error: "Nothing there." }, 404)
    }
    if (list === "items") return answer(items.slice(Number(searchParams.get("from")), 10))
    return answer(sales.filter(({ change }) => change > Number(searchParams.get("after"))).slice(0, 10))
  }
  return { api, sell, item: items[0]! }
}

const answer = (body: unknown, status = 200) => Response.json(body, { status })
// #endregion

// #region the harness
export const standIn: StandInModule = {
  name: "a corner shop",
  rules,
  async open({ without, connector = cornerShop }): Promise<ContractHarness> {
    const { api, sell, item } = openShop((rule) => rule !== without)
    return {
      connection: { id: "corner", connector, config, salesChannel: "Corner" },
      fetch: api,
      level: { stockRef: item.id, locationRef: "shop" },
      show: async (quantity) => void (item.stock = quantity),
      shown: async () => item.stock,
      sell: async () => sell(item.id),
      signatureHeader: "x-corner-signature",
      missingStockRef: "ghost",
      wrongCredentials: { ...config, apiKey: "somebody-else's" },
      close: async () => undefined,
    }
  },
}
// #endregion
