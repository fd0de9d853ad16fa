#!/usr/bin/env node
const { main } = require("../dist/conformance/cli/main.js")

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
