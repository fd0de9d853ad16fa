const { lexicographicSortSchema, buildSchema, printSchema } = require("graphql")
const { compose } = require("./compose.cjs")

/** Writes the API as its callers see it: no federation, no joins, sorted so that a diff shows only what changed. */
exports.plugin = () => printSchema(lexicographicSortSchema(buildSchema(compose().publicSdl, { assumeValidSDL: true })))
