import type { IncomingMessage, ServerResponse } from "node:http"
import { shelfProduct } from "../control/shelf"
import { orderSummary } from "../control/snapshot"
import { send, sendHtml } from "../http/answer"
import type { ShopStore } from "../shop/store"
import { escapeHtml, page } from "./layout"
import { backOffice } from "./back-office"
import { script } from "./script"

/** The pages of the shop: what it sells, a product's own page, and an order's. */
export async function serveStorefront(
  store: ShopStore,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD")
    return send(response, 405, "text/plain", "Only GET", { Allow: "GET" })
  if (url.pathname === "/") return sendHtml(response, 200, front(store))
  if (url.pathname === "/back-office.js") return send(response, 200, "text/javascript; charset=utf-8", backOffice)
  if (url.pathname === "/shop.js") return send(response, 200, "text/javascript; charset=utf-8", script)
  const found = /^\/(products|orders)\/([^/]+)$/.exec(url.pathname)
  const html =
    found &&
    (found[1] === "products"
      ? productPage(store, decode(found[2] as string))
      : orderPage(store, decode(found[2] as string)))
  if (html) return sendHtml(response, 200, html)
  sendHtml(
    response,
    404,
    page("Not found", `<p class="note">There is nothing here. <a href="/">Back to the shop</a></p>`)
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ""
  }
}

function front({ shop }: ShopStore): string {
  return page(
    `${shop.name} · Shopify stand-in`,
    `<header>
<div><h1>${escapeHtml(shop.name)}</h1><small>${escapeHtml(shop.domain)}, a stand-in for Shopify · <span id="count">loading …</span></small></div>
<label class="search"><small>Search title, handle or SKU</small><input id="search" type="search" autocomplete="off"></label>
<button id="again" class="plain">Look again</button>
</header>
<nav id="tabs" class="tabs"><button data-tab="shelf" aria-current="page">Shelf</button><button data-tab="orders">Orders</button><button data-tab="trouble">Trouble</button></nav>
<main id="list"><p class="note">Loading …</p></main>
<noscript><p class="note">This page needs its script. Everything it does can be done with the control API too.</p></noscript>
<div id="said" class="said" role="status" hidden></div>`,
    ["/shop.js", "/back-office.js"]
  )
}

function productPage(store: ShopStore, handle: string): string | null {
  const product = store.productByHandle(handle)
  if (!product) return null
  const { title, vendor, status, variants } = shelfProduct(store, product)
  const rows = variants.map(({ title: name, sku, price, tracked, levels }) => {
    const places = Object.entries(levels).map(
      ([place, { available }]) =>
        `<li class="${available > 0 ? "" : "none"}">${escapeHtml(place)}: ${available} available</li>`
    )
    const stock = tracked ? places.join("") : "<li>stock is not counted</li>"
    return `<div class="variant"><div><strong>${escapeHtml(name)}</strong><div>${escapeHtml(sku ?? "no SKU")} · ${price}</div><ul class="levels">${stock}</ul></div></div>`
  })
  // The description is shown as text: it may hold any markup, and this is no place to run it.
  const description = product.descriptionHtml.replace(/<[^>]*>/g, " ").trim()
  return page(
    title,
    `<header><div><h1>${escapeHtml(title)}</h1><small>${escapeHtml(vendor)} · ${status.toLowerCase()}</small></div><a href="/">Back to the shop</a></header>
<p>${escapeHtml(description) || "<span class=quiet>No description.</span>"}</p><article>${rows.join("")}</article>`
  )
}

function orderPage(store: ShopStore, id: string): string | null {
  const order = store.orders.get(Number(id))
  if (!order) return null
  const { name, total, cancelledAt, lines } = orderSummary(order)
  const rows = lines.map(
    (line) =>
      `<div class="variant"><div>${escapeHtml(line.title)} <small>${escapeHtml(line.sku ?? "")}</small></div><strong>× ${line.currentQuantity}</strong></div>`
  )
  return page(
    `Order ${name}`,
    `<header><div><h1>Order ${escapeHtml(name)}</h1><small>${total}${cancelledAt ? " · cancelled" : ""}</small></div><a href="/">Back to the shop</a></header><article>${rows.join("")}</article>`
  )
}
