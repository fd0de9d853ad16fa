import type { Happening } from "../plan"
import type { Truth } from "./truth"
import { articleRef, placeRef, range, type Seller } from "./seller"

/** What one of a channel's customers or staff do. True when it happened: a shelf may be empty, an order shipped. */
export function actOnChannel(truth: Truth, seller: Seller, act: Happening): boolean {
  const { kind } = act
  switch (kind) {
    case "sell":
      return sell(truth, seller, act, [act])
    case "sell-several":
      return sell(truth, seller, act, baskets(truth, act))
    case "cancel":
      return cancel(truth, seller, act)
    case "lower":
      return lower(truth, seller, act)
    case "staff-count":
      return count(truth, seller, act)
    case "test-order":
      seller.shop.place({
        locationRef: placeRef(act.place),
        test: true,
        lines: [{ articleRef: articleRef(act.article) }],
      })
      return true
    case "unknown-article":
      seller.shop.place({ locationRef: placeRef(act.place), lines: [{ title: "Something else", price: 100 }] })
      return true
    default:
      throw new Error(`Nothing on a channel is called ${kind}.`)
  }
}

type Line = Pick<Happening, "article" | "quantity">

/** Two or three different articles from one place. */
function baskets(truth: Truth, { article, quantity, draw }: Happening): Line[] {
  const several = Math.min(truth.articles, draw < 0.5 ? 2 : 3)
  return range(several).map((step) => ({
    article: (article + step) % truth.articles,
    quantity: step === 0 ? quantity : 1,
  }))
}

function sell(truth: Truth, { shop }: Seller, act: Happening, lines: readonly Line[]): boolean {
  const { channel, place } = act
  const has = ({ article, quantity }: Line) => shop.available(articleRef(article), placeRef(place)) >= quantity
  if (!lines.every(has)) return false
  const before = lines.map(({ article, quantity }) => truth.beforeSale({ channel, article, place }, quantity))
  const { order } = shop.place({
    locationRef: placeRef(place),
    lines: lines.map(({ article, quantity }) => ({ articleRef: articleRef(article), quantity })),
  })
  before.forEach((note, at) => note(order.ref, order.lines[at]!.ref))
  return true
}

/** One of the orders that are still open, by lot. */
function openOrder({ shop }: Seller, draw: number) {
  const open = shop.ordersAfter(0).filter(({ cancelled, test, lines }) => !cancelled && !test && lines[0]?.articleRef)
  return open[Math.floor(draw * open.length)]
}

function cancel(truth: Truth, seller: Seller, { channel, draw }: Happening): boolean {
  const order = openOrder(seller, draw)
  if (!order) return false
  seller.shop.cancel(order.ref)
  truth.cancelled(channel, order.ref)
  return true
}

function lower(truth: Truth, seller: Seller, { channel, draw }: Happening): boolean {
  const order = openOrder(seller, draw)
  const line = order?.lines.find(({ quantity }) => quantity > 0)
  if (!order || !line) return false
  seller.shop.edit(order.ref, { lineRef: line.ref, quantity: line.quantity - 1 })
  truth.lowered(channel, order.ref, line.ref)
  return true
}

function count(truth: Truth, { shop }: Seller, { channel, article, place, quantity, draw }: Happening): boolean {
  const shown = shop.available(articleRef(article), placeRef(place))
  const counted = Math.max(0, draw < 0.6 ? shown - quantity : shown + quantity)
  shop.count(articleRef(article), placeRef(place), counted)
  truth.counted({ channel, article, place }, counted - shown)
  return true
}

/** What happens in our own shop and on our own shelves. */
export function actAtHome(truth: Truth, act: Happening): boolean {
  const { kind, article, place, quantity } = act
  switch (kind) {
    case "web-sale":
      return truth.webSale(article, place, quantity)
    case "web-cancel":
      return truth.webCancel(act.draw)
    case "receive":
      return truth.receive(article, place, quantity * 3)
    case "shrink":
      return truth.shrink(article, place, 1)
    default:
      throw new Error(`Nothing at home is called ${kind}.`)
  }
}
