/**
 * The part of the shop page's script that does what staff and fate do: work on orders, and break things. Comes after the
 * shop's own script, whose helpers it uses.
 */
export const backOffice = `"use strict"
const post = async (path, body, method) => {
  const response = await fetch("/control/" + path, { method: method ?? "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}) })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

const deed = (label, done, run, isPlain) => {
  const button = make("button", label, isPlain ? "plain" : "")
  button.onclick = async () => {
    button.disabled = true
    try {
      await run()
      say(done)
    } catch (error) {
      say(error.message === "Failed to fetch" ? "The shop does not answer. Is the stand-in still running?" : error.message, true)
    }
    button.disabled = false
    await show()
  }
  return button
}

const orderCard = (order) => {
  const of = { orderId: order.id }
  const sku = order.lines.find((line) => line.sku && line.currentQuantity > 0)?.sku
  const badges = [order.financialStatus, order.fulfillmentStatus, order.returnStatus === "NO_RETURN" ? null : order.returnStatus, order.cancelledAt ? "CANCELLED" : null]
  const link = make("a", "Order " + order.name)
  link.href = "/orders/" + order.id.split("/").pop()
  const lines = order.lines.map((line) => make("li", line.currentQuantity + " × " + (line.sku ?? line.title)))
  const isSent = order.fulfillmentStatus === "FULFILLED"
  const isBegun = isSent || order.fulfillmentStatus === "PARTIALLY_FULFILLED"
  const deeds = [
    isSent || deed("Fulfil", order.name + " is sent", () => post("fulfil", { ...of, notify: true })),
    !sku || deed("Refund one", "One " + sku + " of " + order.name + " is refunded", () => post("refund", { ...of, sku })),
    !(isBegun && sku) || deed("Ask to return one", "A return of " + order.name + " is asked for", () => post("return", { ...of, sku })),
    isSent || !sku || deed("One less", order.name + " has one " + sku + " less", () => post("edit", { ...of, sku, quantity: Math.max(0, (order.lines.find((line) => line.sku === sku)?.currentQuantity ?? 1) - 1) }), true),
    isBegun || deed("Cancel", order.name + " is cancelled", () => post("cancel", of), true),
  ]
  const shown = order.cancelledAt ? [] : [make("div", deeds.filter((one) => one !== true), "deeds")]
  return make("article", [make("h2", link), make("small", order.total + " · " + order.sourceName), make("div", badges.filter(Boolean).map((one) => make("span", one.replaceAll("_", " ").toLowerCase(), "badge"))), make("ul", lines, "levels"), ...shown])
}

tabs.orders = async () => {
  try {
    const { orders, ordersCount } = await (await fetch("/control/state?levels=0&orders=50")).json()
    const wanted = search.value.toLowerCase()
    const found = orders.filter((order) => (order.name + order.lines.map((line) => line.sku).join(" ")).toLowerCase().includes(wanted))
    count.textContent = ordersCount + (ordersCount === 1 ? " order" : " orders")
    list.replaceChildren(...(found.length ? found.map(orderCard) : [make("p", ordersCount ? "No order like that among the latest fifty." : "Nobody has bought anything yet. Sell something on the shelf.", "note")]))
  } catch {
    list.replaceChildren(make("p", "The shop does not answer. Is the stand-in still running?", "note"))
  }
}

const faults = [
  ["Next request: 500", { requests: [{ kind: "status", status: 500 }] }],
  ["Next request: 429, wait 2 s", { requests: [{ kind: "status", status: 429, retryAfter: "2.0" }] }],
  ["Next request: throttled", { requests: [{ kind: "throttled" }] }],
  ["Next request: done, no answer", { requests: [{ kind: "reset-after" }] }],
  ["Next request: HTML", { requests: [{ kind: "html" }] }],
  ["Down for a minute", { outageMs: 60000 }],
  ["Half of the webhooks lost", { webhooks: { dropRate: 0.5 } }],
  ["Half of the webhooks twice", { webhooks: { duplicateRate: 0.5 } }],
]

tabs.trouble = async () => {
  try {
    const { counters, throttle, webhooksWaiting, subscriptions, mails, ordersByBuyers, eventsByThemselves } = await (await fetch("/control/state?levels=0&orders=0")).json()
    count.textContent = counters.requests + " requests, " + counters.sentOverLimit + " over the limit"
    const facts = [["Points left", throttle.currentlyAvailable + " of " + throttle.maximumAvailable], ["Webhooks taken", counters.webhooksDelivered], ["refused", counters.webhooksFailed], ["lost", counters.webhooksDropped], ["waiting", webhooksWaiting], ["Subscriptions", subscriptions.length], ["Letters to customers", Object.values(mails).reduce((sum, one) => sum + one, 0)], ["Orders by themselves", ordersByBuyers], ["other events", eventsByThemselves]]
    list.replaceChildren(
      make("article", [make("h2", "How it stands"), make("ul", facts.map(([name, value]) => make("li", name + ": " + value)), "levels")]),
      make("article", [make("h2", "Break something"), make("div", faults.map(([label, fault]) => deed(label, label, () => post("faults", fault), true)), "deeds"), make("div", [deed("Make all well again", "Nothing goes wrong any more", () => post("faults", {}, "DELETE"))], "deeds")]),
      make("article", [make("h2", "Life"), make("div", [deed("Ten orders a minute", "Buyers are coming", () => post("buyers", { perMinute: 10, varied: true, eventsPerMinute: 10 })), deed("Send buyers home", "Nobody buys by themselves", () => post("buyers", { perMinute: 0 }), true), deed("Drop all subscriptions", "Subscriptions are gone without a word", () => post("subscriptions/drop"), true), deed("Uninstall the app", "The app is uninstalled", () => post("uninstall"), true), deed("Make its token good again", "The token is good again", () => post("token/restore"), true)], "deeds")])
    )
  } catch {
    list.replaceChildren(make("p", "The shop does not answer. Is the stand-in still running?", "note"))
  }
}
`
