import type { Answer, TestShop } from "./test-shop"

/** What a mutation answered; a request that failed as a whole fails the test. */
export async function mutate(
  shop: TestShop,
  name: string,
  declared: string,
  passed: string,
  fields: string,
  variables: object
): Promise<Answer["data"]> {
  const keyed = name === "refundCreate" ? " @idempotent(key: $key)" : ""
  const answer = await shop.ask(`mutation(${declared}) { ${name}(${passed})${keyed} { ${fields} } }`, { ...variables })
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  return (answer.data as Record<string, unknown>)[name]
}

/** The latest order's own id. */
export const latestId = (shop: TestShop): string => shop.control.snapshot().orders[0]?.id ?? ""

/** Fields of the latest order. */
export async function latestOrder(shop: TestShop, fields: string): Promise<Answer["data"]> {
  const answer = await shop.ask(`query($id: ID!) { order(id: $id) { ${fields} } }`, { id: latestId(shop) })
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  return (answer.data as { order: unknown }).order
}

/** Sends all that the latest order still waits for. */
export async function fulfilAll(shop: TestShop): Promise<void> {
  const { fulfillmentOrders } = (await latestOrder(shop, "fulfillmentOrders(first: 9) { nodes { id status } }")) as {
    fulfillmentOrders: { nodes: { id: string; status: string }[] }
  }
  for (const { id, status } of fulfillmentOrders.nodes) {
    if (status === "CLOSED") continue
    await mutate(
      shop,
      "fulfillmentCreate",
      "$input: FulfillmentInput!",
      "fulfillment: $input",
      "userErrors { message }",
      { input: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id }] } }
    )
  }
}
