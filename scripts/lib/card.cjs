// @ts-check
const { urlsOf } = require("./stack.cjs")

const query = `query Shelf($handle: String!) {
  product(handle: $handle) {
    title
    variants {
      sku
      price { current { amount currencyCode } }
      availability {
        quantity
        asOf
        terms { locations channelBuffer }
        locations { location { name } quantity terms { onHand reserved held safetyStock } }
      }
      channelListings { connectionId shopify { status url quantity } }
    }
  }
}`

/**
 * What a person needs once everything runs.
 * @param {{ ports: import("./settings.cjs").Ports, keys: { publishable: string, secret: string, adminEmail: string, handle: string },
 *   adminPassword: string, dataDir: string, tookMs: number }} facts
 * @returns {string}
 */
function card({ ports, keys, adminPassword, dataDir, tookMs }) {
  const urls = urlsOf(ports)
  const headers = {
    "x-publishable-api-key": keys.publishable,
    authorization: `Basic ${Buffer.from(`${keys.secret}:`).toString("base64")}`,
  }
  return `
  Anyshelf is ready (${(tookMs / 1000).toFixed(1)} s).

  GraphQL and playground   ${urls.gateway}/graphql
  Medusa Admin             ${urls.medusa}/app      ${keys.adminEmail} / ${adminPassword}
  Stand-in Shopify shop    ${urls.standIn}/        sell something by hand and watch the numbers follow
  Logs, database, secrets  ${dataDir}

  Paste into the playground. Query:

${indent(query)}

  Variables:

${indent(JSON.stringify({ handle: keys.handle }))}

  Headers (a shopper needs only the first; the second shows what staff may see):

${indent(JSON.stringify(headers, null, 2))}

  Ctrl-C stops everything.
`
}

/** @param {string} text */
const indent = (text) => text.replace(/^/gm, "    ")

module.exports = { card }
