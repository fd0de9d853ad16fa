import type { LiveOrdersQuery } from "../generated/admin"
import type { ShopifyOrder, ShopifyRiskFact } from "../generated/resolvers"
import { gidNumber } from "../gid"
import { utc } from "../instant"
import { liveOrders } from "../operations/live"
import type { LiveSource } from "./fetch-live"

/** An order as Shopify judges it. */
export type LiveOrder = ShopifyOrder

type Order = Extract<NonNullable<LiveOrdersQuery["nodes"][number]>, { readonly risk: unknown }>
type Level = Order["risk"]["assessments"][number]["riskLevel"]

/** An order costs some five points, of the 1000 that one call may cost. */
const BATCH = 100

/** What the shop says of these orders now, by id; an id that it does not know is absent. All batches go out at once. */
export async function fetchLiveOrders(
  source: LiveSource,
  ids: readonly string[],
  signal: AbortSignal
): Promise<Map<string, LiveOrder>> {
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) =>
    ids.slice(at * BATCH, (at + 1) * BATCH)
  )
  const answers = await Promise.all(
    batches.map(async (batch) => {
      const asOf = new Date(source.now()).toISOString()
      const { nodes } = await source.call(liveOrders, { ids: batch }, { signal })
      const orders = nodes.filter((node): node is Order => node !== null && "risk" in node)
      return orders.map((order) => [order.id, toLiveOrder(order, { shop: source.shop, asOf })] as const)
    })
  )
  return new Map(answers.flat())
}

function toLiveOrder(order: Order, { shop, asOf }: { readonly shop: string; readonly asOf: string }): LiveOrder {
  const { assessments, recommendation } = order.risk
  const facts = assessments.flatMap((assessment): ShopifyRiskFact[] => assessment.facts.map((fact) => ({ ...fact })))
  return {
    financialStatus: order.displayFinancialStatus,
    fulfillmentStatus: order.displayFulfillmentStatus,
    riskLevel: worst(assessments.map(({ riskLevel }) => riskLevel)),
    riskRecommendation: recommendation,
    riskFacts: facts,
    adminUrl: `https://${shop}/admin/orders/${gidNumber(order.id)}`,
    cancelledAt: order.cancelledAt && utc(order.cancelledAt),
    asOf,
  }
}

/** Several judge an order; the gravest counts. An assessment that is still being made says nothing against it. */
const gravity: readonly Level[] = ["NONE", "LOW", "PENDING", "MEDIUM", "HIGH"]

const worst = (levels: readonly Level[]): Level =>
  levels.reduce<Level>((one, other) => (gravity.indexOf(other) > gravity.indexOf(one) ? other : one), "NONE")
