const { compose } = require("./compose.cjs")

/** Writes the supergraph: what the gateway, or any federation router, plans by. */
exports.plugin = () => compose().supergraphSdl
