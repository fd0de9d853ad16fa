#!/usr/bin/env node
const { main } = require("../.medusa/server/src/cli/main.js")

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
