const { composeServices } = require("@theguild/federation-composition")
const { readSubgraph, subgraphUrls } = require("./subgraphs.cjs")

/** Composes all subgraphs. Throws every reason at once when they do not fit together. */
exports.compose = () => {
  const result = composeServices(
    Object.entries(subgraphUrls).map(([name, url]) => ({ name, url, typeDefs: readSubgraph(name) }))
  )
  if (result.errors?.length) {
    throw new Error(`The subgraphs do not compose:\n${result.errors.map((error) => `- ${error.message}`).join("\n")}`)
  }
  return { supergraphSdl: result.supergraphSdl, publicSdl: result.publicSdl }
}
