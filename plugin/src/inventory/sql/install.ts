import { applyFunctions } from "./apply"
import { bindFunctions } from "./bind"
import { claimFunctions } from "./claim"
import { changeFunctions, ledgerFunctions, levelFunctions, markFunctions, withheldFunctions } from "./functions"
import { holdFunctions } from "./holds"
import { plainFunctions } from "./claim-plain"
import { judgeFunctions } from "./judge"
import { promiseFunctions } from "./promise"
import { releaseFunctions } from "./release"
import { createTriggers, dropTriggers } from "./triggers"

/** Everything that runs inside the database, as it is today. A migration that changes any of it installs all of it again. */
export const installFunctions = [
  withheldFunctions,
  markFunctions,
  levelFunctions,
  ledgerFunctions,
  changeFunctions,
  claimFunctions,
  applyFunctions,
  judgeFunctions,
  plainFunctions,
  holdFunctions,
  releaseFunctions,
  bindFunctions,
  promiseFunctions,
].join("\n")

export const installTriggers = `${dropTriggers}\n${createTriggers}`
