/**
 * The shop page's own script, as it is sent to the browser. It builds the page from text nodes only, so that what is in
 * the catalogue is shown and never run.
 */
export const script = `"use strict"
const list = document.getElementById("list")
const said = document.getElementById("said")
const search = document.getElementById("search")
const count = document.getElementById("count")

const make = (tag, content, className) => {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...[content ?? ""].flat())
  return element
}

const say = (text, isBad) => {
  said.textContent = text
  said.className = isBad ? "said bad" : "said"
  said.hidden = false
}

const levelsOf = (variant) => {
  const places = Object.entries(variant.levels)
  const items = variant.tracked
    ? places.map(([place, level]) => make("li", place + ": " + level.available + " available, " + level.committed + " committed", level.available > 0 ? "" : "none"))
    : [make("li", "stock is not counted")]
  return make("ul", items, "levels")
}

const rowOf = (variant) => {
  const name = [make("strong", variant.title === "Default Title" ? "One kind" : variant.title), make("div", (variant.sku ?? "no SKU") + " · " + variant.price), levelsOf(variant)]
  const sell = make("button", "Sell one")
  sell.setAttribute("aria-label", "Sell one " + (variant.sku ?? variant.title))
  sell.onclick = () => act(sell, variant)
  return make("div", [make("div", name), sell], "variant")
}

const act = async (button, variant) => {
  button.disabled = true
  try {
    const response = await fetch("/control/sell", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ variantId: variant.id, quantity: 1 }) })
    const answer = await response.json()
    if (response.ok) say("Sold: order " + answer.order.name + ", " + answer.order.total)
    else say(answer.error, true)
  } catch {
    say("The shop does not answer. Is the stand-in still running?", true)
  }
  button.disabled = false
  await load()
}

const cardOf = (product) => {
  const link = make("a", product.title)
  link.href = "/products/" + encodeURIComponent(product.handle)
  const head = [make("h2", link), make("small", product.vendor + (product.status === "ACTIVE" ? "" : " · " + product.status.toLowerCase()))]
  return make("article", [...head, ...product.variants.map(rowOf)])
}

const emptyNote = () => search.value
  ? make("p", "Nothing is called \\u201c" + search.value + "\\u201d.", "note")
  : make("p", "The shop has no products yet. Load some with POST /control/products.", "note")

const load = async () => {
  try {
    const response = await fetch("/control/shelf?first=50&search=" + encodeURIComponent(search.value))
    const { total, products } = await response.json()
    count.textContent = total > products.length ? "the first " + products.length + " of " + total + " products" : total + (total === 1 ? " product" : " products")
    list.replaceChildren(...(products.length ? products.map(cardOf) : [emptyNote()]))
  } catch {
    list.replaceChildren(make("p", "The shop does not answer. Is the stand-in still running?", "note"))
  }
}

const tabs = { shelf: load }
let tab = "shelf"
const show = () => tabs[tab]()
for (const button of document.querySelectorAll("#tabs button"))
  button.onclick = () => {
    tab = button.dataset.tab
    for (const other of document.querySelectorAll("#tabs button")) other.toggleAttribute("aria-current", other === button)
    show()
  }

let waiting
search.oninput = () => { clearTimeout(waiting); waiting = setTimeout(show, 200) }
document.getElementById("again").onclick = () => show()
load()
`
