// @ts-check
const fs = require("node:fs")
const path = require("node:path")
const { setTimeout: sleep } = require("node:timers/promises")
const { urlsOf } = require("./stack.cjs")

const publishedQuery = `{
  products(first: 100) { nodes { variants { sku availability { tracked } channelListings { published { pending quantity } } } } }
}`

/**
 * Waits until every counted variant is listed and its number confirmed.
 * @param {import("./stack.cjs").Place} place
 * @param {number} withinMs
 */
async function untilPublished({ ports, stateDir }, withinMs) {
  const { publishable, secret } = JSON.parse(fs.readFileSync(path.join(stateDir, "keys.json"), "utf8"))
  const headers = {
    "content-type": "application/json",
    "x-publishable-api-key": publishable,
    authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}`,
  }
  const deadline = Date.now() + withinMs
  for (;;) {
    const body = JSON.stringify({ query: publishedQuery })
    const signal = AbortSignal.timeout(10_000)
    const answer = await fetch(`${urlsOf(ports).gateway}/graphql`, { method: "POST", headers, body, signal })
    const waiting = unpublished(/** @type {Answer} */ (await answer.json()))
    if (waiting.length === 0) return
    if (Date.now() > deadline)
      throw new Error(`Not on the shop within ${withinMs} ms: ${waiting.slice(0, 10).join(", ")}`)
    await sleep(250)
  }
}

/**
 * @typedef {{ sku: string, availability: { tracked: boolean },
 *   channelListings: { published: { pending: boolean, quantity: number | null }[] }[] | null }} Variant
 * @typedef {{ data?: { products: { nodes: { variants: Variant[] }[] } } | null, errors?: unknown }} Answer
 * @param {Answer} answer
 * @returns {string[]} the SKUs that are not listed, or whose number is on its way
 */
function unpublished({ data, errors }) {
  if (!data) throw new Error(`The gateway did not say what is published: ${JSON.stringify(errors)}`)
  const variants = data.products.nodes
    .flatMap((product) => product.variants)
    .filter(({ availability }) => availability.tracked)
  const isShown = (/** @type {Variant} */ { channelListings }) =>
    channelListings?.some(({ published }) => published.length > 0 && published.every(({ pending }) => !pending))
  return variants.filter((variant) => !isShown(variant)).map(({ sku }) => sku)
}

module.exports = { untilPublished }
