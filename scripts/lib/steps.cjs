// @ts-check

/** @typedef {{ write: (line: string) => void, now: () => number, everyMs: number }} StepsOptions */

const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(1)} s`

/**
 * Progress as lines, so that it reads the same in a terminal, in a log and where steps run side by side. Each step says when
 * it begins, that it is still at it, and how long it took.
 * @param {Partial<StepsOptions>} [options]
 */
function createSteps({ write = console.log, now = Date.now, everyMs = 15_000 } = {}) {
  const startedAt = now()
  const say = (/** @type {string} */ mark, /** @type {string} */ text) =>
    write(`${seconds(now() - startedAt).padStart(8)}  ${mark} ${text}`)

  /**
   * @template T
   * @param {string} title what is being done, for example `Building the plugin`
   * @param {() => T | Promise<T>} work
   * @returns {Promise<T>}
   */
  async function step(title, work) {
    const begun = now()
    say("…", title)
    const still = setInterval(() => say("…", `${title}: still at it after ${seconds(now() - begun)}`), everyMs)
    still.unref()
    try {
      const result = await work()
      say("✓", `${title} (${seconds(now() - begun)})`)
      return result
    } catch (error) {
      say("✗", `${title} (${seconds(now() - begun)})`)
      throw error
    } finally {
      clearInterval(still)
    }
  }

  return { step, say, elapsedMs: () => now() - startedAt }
}

module.exports = { createSteps }
