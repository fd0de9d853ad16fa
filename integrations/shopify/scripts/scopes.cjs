"use strict"
// Which rights the connector's own operations need, read from the sentences in Shopify's schema (`requiredAccess`).
const { TypeInfo, concatAST, getNamedType, visit, visitWithTypeInfo } = require("graphql")
const { requiredAccess } = require("./admin-schema.cjs")

/**
 * What the scopes are about, the preferred first: many a field may be read by several, and a merchant should have to grant
 * as few as can be.
 */
const SUBJECTS = [
  "merchant_managed_fulfillment_orders",
  "orders",
  "products",
  "inventory",
  "locations",
  "returns",
  "publications",
  "customers",
]

/**
 * The scopes that a sentence asks for: one for each of its conditions.
 * @param {string} sentence for example "`read_orders` access scope or `read_marketplace_orders` access scope."
 * @param {boolean} writes what a bare `orders` means
 * @returns {string[]}
 */
function scopesOf(sentence, writes) {
  const conditions = sentence.split("Also:").filter((part) => part.includes("access scope"))
  return conditions.flatMap((condition) => {
    for (const subject of SUBJECTS) {
      const found = new RegExp(`(?<![a-z_])(read_|write_)?${subject}(?![a-z_])`).exec(condition)
      if (found) return [`${found[1] ?? (writes ? "write_" : "read_")}${subject}`]
    }
    // A sentence about tokens ("Only accessible by supported access tokens") names no scope.
    if (!/`\w+`/.test(condition)) return []
    throw new Error(`No known scope satisfies "${condition}": add its subject to SUBJECTS, or ask for less.`)
  })
}

/**
 * The scopes that documents need, in their order.
 * @param {import("graphql").GraphQLSchema} schema
 * @param {readonly import("graphql").DocumentNode[]} documents
 * @param {string} version
 * @returns {string[]}
 */
function neededScopes(schema, documents, version) {
  const access = requiredAccess(version)
  const needed = new Set()
  const types = new TypeInfo(schema)
  const note = (coordinate, writes) =>
    scopesOf(access.get(coordinate) ?? "", writes).forEach((scope) => needed.add(scope))
  visit(
    concatAST(documents),
    visitWithTypeInfo(types, {
      Field: () => {
        const parent = types.getParentType()?.name ?? ""
        const field = types.getFieldDef()
        const writes = parent === "Mutation"
        note(`${parent}.${field?.name}`, writes)
        if (field) note(getNamedType(field.type).name, false)
      },
    })
  )
  return [...needed].sort(byOrder)
}

const subjectOf = (scope) => scope.replace(/^(read|write)_/, "")
const byOrder = (one, other) => subjectOf(one).localeCompare(subjectOf(other)) || one.localeCompare(other)

/** As a plugin of codegen: the list as a module. */
module.exports.plugin = (schema, documents, { version }) => {
  const nodes = documents.map(({ document }) => document)
  const list = neededScopes(schema, nodes, version)
    .map((scope) => `  "${scope}",`)
    .join("\n")
  return `/** The rights that the operations need, and no more. */\nexport const scopes = [\n${list}\n] as const\n`
}
module.exports.neededScopes = neededScopes
module.exports.scopesOf = scopesOf
