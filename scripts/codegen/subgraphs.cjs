const { readdirSync, readFileSync } = require("node:fs")
const { join } = require("node:path")
const { mergeTypeDefs } = require("@graphql-tools/merge")

/** Each subgraph with the address it has when everything runs on one machine; the gateway replaces addresses by its configuration. */
const subgraphUrls = {
  anyshelf: "http://127.0.0.1:9000/anyshelf/graphql",
  shopify: "http://127.0.0.1:4100/shopify/graphql",
}

/** One document of all files of a subgraph, in alphabetical order so that the output never depends on the disk. */
function readSubgraph(name) {
  const folder = join(__dirname, "../../schema", name)
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .sort()
  return mergeTypeDefs(files.map((file) => readFileSync(join(folder, file), "utf8")))
}

module.exports = { readSubgraph, subgraphUrls }
