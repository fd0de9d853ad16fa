const { print } = require("graphql")
const { readSubgraph } = require("./subgraphs.cjs")

/** Writes a subgraph's SDL as a TypeScript module, because `medusa plugin:build` copies no `.graphql` files. */
exports.plugin = (_schema, _documents, { subgraph }) =>
  `/** The SDL of the ${subgraph} subgraph. */\nexport const typeDefs = ${JSON.stringify(print(readSubgraph(subgraph)))}\n`
