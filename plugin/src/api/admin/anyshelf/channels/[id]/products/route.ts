import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { currencyOfStore, titlesOfProducts } from "../../../../../../reads/channel-admin/queries/products"
import { runOn } from "../../../../../../reads/run"
import { channelsOf, connectionOf } from "../../answer"
import { readCursor, writeCursor } from "../../cursor"
import { readListBody, readPageQuery } from "../../schema"
import type { ListedProductsAnswer, ListProductsAnswer } from "../../types"

/** Our products that are on the channel by our own doing, and how far each is. */
export async function GET(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<ListedProductsAnswer>
): Promise<void> {
  const { limit, after } = await readPageQuery(request.query)
  const [afterId = null] = readCursor(after, 1) ?? []
  const { id: connectionId } = await connectionOf(request)
  const found = await channelsOf(request).products.page({ connectionId, limit: limit + 1, afterId })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const ids = shown.map(({ productId }) => productId)
  const titles = new Map((await titlesOfProducts(runOn(request.scope), ids)).map(({ id, title }) => [id, title]))
  response.json({
    products: shown.map((row) => ({
      product_id: row.productId,
      title: titles.get(row.productId) ?? row.productId,
      product_ref: row.productRef,
      state: row.state,
      reason: row.reason,
      listed_at: row.listedAt?.toISOString() ?? null,
    })),
    next: found.length > limit && last ? writeCursor(last.id) : null,
  })
}

/** Brings products to the channel, or up to date there, within seconds. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<ListProductsAnswer>
): Promise<void> {
  const { product_ids, status, currency_code } = await readListBody(request.body)
  const { id: connectionId, connector } = await connectionOf(request)
  if (!connector?.capabilities.commands.includes("list"))
    throw refuse("This channel takes no listings from us: make the products there.")
  const run = runOn(request.scope)
  const currencyCode = currency_code?.toLowerCase() ?? (await currencyOfStore(run))
  if (!currencyCode) throw refuse("The store has no currency of its own: name a currency_code.")
  const ids = [...new Set(product_ids)]
  const known = new Set((await titlesOfProducts(run, ids)).map(({ id }) => id))
  const wanted = ids.filter((id) => known.has(id))
  const channels = channelsOf(request)
  await channels.products.want(
    connectionId,
    wanted.map((productId) => ({ productId, wanted: "listed" as const, status, currencyCode }))
  )
  channels.wakeEngine(connectionId)
  response.json({
    products: ids.map((id) => ({
      product_id: id,
      queued: known.has(id),
      reason: known.has(id) ? null : `There is no product "${id}".`,
    })),
  })
}

const refuse = (sentence: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, sentence)
