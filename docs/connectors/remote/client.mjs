// A connector that runs elsewhere, without any library: the shop's own API on one side, Anyshelf's GraphQL on the other.
const { ANYSHELF_URL, ANYSHELF_KEY, SHOP_URL, SHOP_TOKEN, EVERY_MS = "1000" } = process.env

async function call(url, token, body) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
  const request = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) }
  const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(10_000) })
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  return answer.json()
}
async function anyshelf(query, variables) {
  const { data, errors } = await call(ANYSHELF_URL, ANYSHELF_KEY, { query, variables })
  if (errors) throw new Error(errors[0].message)
  return data
}

// In: what the shop has, in the kit's words. Telling it again is harmless, so each round tells all.
const pick = (from, keys) => Object.fromEntries(keys.split(" ").map((key) => [key, from[key]]))
const time = (revision) => new Date(Date.UTC(2026, 0, 1) + revision * 1000).toISOString()
const all = { updatedAt: time(0), barcode: null, tracked: true }
const lists = {
  locations: ({ ref, name, open }) => ({ feed: "locations", ref, name, active: open, updatedAt: time(0) }),
  articles: ({ ref, title, sku, sameSku: duplicateSkuCount }) =>
    ({ ...all, feed: "listings", ref, productRef: ref, stockRef: ref, title, sku: sku?.trim() || null, duplicateSkuCount }),
  levels: ({ articleRef: stockRef, locationRef, available }) =>
    ({ feed: "stock", ref: `${stockRef}@${locationRef}`, stockRef, locationRef, available, updatedAt: new Date() }),
  orders: (order) => {
    const money = (decimal) => ({ amount: Math.round(decimal * 100), currencyCode: order.currencyCode })
    const same = "ref number test placedAt currencyCode taxesIncluded email shippingAddress billingAddress delivery"
    const lines = order.lines.map((line) => ({
      ...pick(line, "ref sku title quantity"), listingRef: line.articleRef, requiresShipping: line.ships,
      unitPrice: money(line.price), discount: money(line.discount), tax: money(line.tax),
    }))
    const status = order.cancelled ? "cancelled" : "open"
    const sums = { shipping: money(order.shipping), total: money(order.total) }
    return { ...pick(order, same), ...sums, feed: "orders", status, lines, updatedAt: time(order.revision) }
  },
}
async function tell(list) {
  for (let after = ""; after !== null;) {
    const page = await call(`${SHOP_URL}/${list}?after=${after}`, SHOP_TOKEN)
    const records = page.items.map(lists[list])
    const ingest = "mutation ($records: [JSON!]!) { ingestChannelRecords(records: $records) { outcome reason } }"
    const { ingestChannelRecords } = await anyshelf(ingest, { records })
    for (const { outcome, reason } of ingestChannelRecords) if (outcome === "REFUSED") console.warn(`${list}: ${reason}`)
    after = page.next
  }
}

// Out: what is to be done. While the shop does not answer, nothing is reported, and the same commands come again.
const words = { set: "APPLIED", stale: "CONFLICT", refused: "REJECTED" }
async function work() {
  const { claimChannelCommands: claimed } = await anyshelf("mutation { claimChannelCommands { key command } }")
  const write = ({ command }) => ({ ...pick(command, "key locationRef quantity expected"), articleRef: command.stockRef })
  const done = claimed.length === 0 ? [] : await call(`${SHOP_URL}/levels`, SHOP_TOKEN, claimed.map(write))
  const result = ({ outcome, shown: observed, code, message }, at) =>
    ({ key: claimed[at].key, status: words[outcome], observed, code, message })
  const report = "mutation ($r: [ChannelResultInput!]!) { reportChannelResults(results: $r) { recorded } }"
  if (done.length > 0) await anyshelf(report, { r: done.map(result) })
}

for (;;) {
  const round = async () => { for (const list of Object.keys(lists)) await tell(list); await work() }
  await round().catch((error) => console.warn(`${error.message}; trying again.`))
  await new Promise((resolve) => setTimeout(resolve, Number(EVERY_MS)))
}
