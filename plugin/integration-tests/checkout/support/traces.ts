import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Tables in which an order, a payment or a claim on stock leaves rows. */
const tables = [
  "order",
  "order_line_item",
  "order_item",
  "order_address",
  "order_summary",
  "order_shipping_method",
  "order_transaction",
  "order_change",
  "order_cart",
  "order_payment_collection",
  "order_promotion",
  "payment",
  "capture",
  "reservation_item",
  "anyshelf_hold",
] as const

/** How much of everything there is: living rows of each table, carts that count as completed, uses of promotions. */
export type Traces = Readonly<Record<string, number>>

/** Counts what completions have left in the database. A refused one leaves the same counts as before it. */
export async function tracesIn(container: MedusaContainer): Promise<Traces> {
  const counted: [string, number][] = []
  for (const table of tables) counted.push([table, await count(container, countOf(table))])
  counted.push([
    "completed carts",
    await count(container, `select count(*) as n from cart where completed_at is not null`),
  ])
  counted.push(["promotions used", await count(container, `select coalesce(sum(used), 0) as n from promotion`)])
  counted.push([
    "reserved",
    await count(container, `select coalesce(sum(reserved_quantity), 0) as n from inventory_level`),
  ])
  return Object.fromEntries(counted)
}

function countOf(table: string): string {
  const living = table === "anyshelf_hold" ? "" : "where deleted_at is null"
  return `select count(*) as n from "${table}" ${living}`
}

/** Stock Medusa has no table of ours: there is nothing in it. */
async function count(container: MedusaContainer, sql: string): Promise<number> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = (await database.raw(sql).catch(() => ({ rows: [{ n: 0 }] }))) as { rows: [{ n: string | number }] }
  return Number(rows[0].n)
}
