// @ts-check
const { describeEnding } = require("./children.cjs")
const { SetupError } = require("./setup-error.cjs")

/**
 * Processes that live and die together.
 * @typedef {{ child: import("./children.cjs").Child, logFile: string, stop: () => Promise<void> }} Member
 */

/** Keeps what was started, says when one of them ends by itself, and stops the rest. */
function createHousehold() {
  /** @type {Member[]} */
  const members = []
  let isStopping = false
  /** @type {(error: Error) => void} */
  let reportCrash = () => {}
  /** @type {Promise<never>} */
  const crash = new Promise((_, reject) => (reportCrash = reject))
  // Nobody may be waiting yet when the first one ends; the rejection is still seen by whoever asks later.
  crash.catch(() => {})

  /**
   * Takes a process in. Ending by itself, even with code 0, is a crash: none of them is meant to.
   * @param {import("./children.cjs").Child} child
   * @param {string} logFile
   * @param {() => Promise<void>} [stop]
   */
  function add(child, logFile, stop = () => child.stop()) {
    members.push({ child, logFile, stop })
    void child.ended.then((ending) => {
      if (!isStopping) reportCrash(new SetupError(describeEnding(child, ending, logFile)))
    })
  }

  /** Stops all: those that serve side by side, then what they stand on (the first one in: the database). */
  async function stopAll() {
    isStopping = true
    const [first, ...others] = members
    await Promise.all(others.map((member) => member.stop()))
    await first?.stop()
  }

  return { add, crash, stopAll, names: () => members.map(({ child }) => child.name) }
}

module.exports = { createHousehold }
