// @ts-check

/** A fault that the person at the keyboard can mend. Its message is one sentence that says how; it is shown without a stack. */
class SetupError extends Error {
  /** @param {string} message what is wrong and what to do next */
  constructor(message) {
    super(message)
    this.name = "SetupError"
  }
}

/**
 * Ends a command: a set-up error prints its sentence, anything else its stack, since then the fault is ours.
 * @param {unknown} error
 * @returns {number} the exit code
 */
function explain(error) {
  const known = error instanceof SetupError
  console.error(known ? `\n✗ ${error.message}\n` : error)
  return 1
}

module.exports = { SetupError, explain }
