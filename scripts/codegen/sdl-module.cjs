const { readFileSync } = require("node:fs")
const { join } = require("node:path")
const { parse, print } = require("graphql")
const { readSubgraph } = require("./subgraphs.cjs")

/**
 * Writes a subgraph's SDL, or that of one of its files, as a TypeScript module, because builds copy no `.graphql` files.
 */
exports.plugin = (_schema, _documents, { subgraph, file }) =>
  file
    ? `/** The SDL of ${file}. */\nexport const typeDefs = ${JSON.stringify(print(parse(readFileSync(join(__dirname, "../../schema", file), "utf8"))))}\n`
    : `/** The SDL of the ${subgraph} subgraph. */\nexport const typeDefs = ${JSON.stringify(print(readSubgraph(subgraph)))}\n`
