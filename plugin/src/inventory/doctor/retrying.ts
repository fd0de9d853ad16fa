/** Somebody holds a lock, was faster with a version, or waits for us: another moment may be better. */
const passing = new Set(["55P03", "40P01", "40001", "23505"])

const mostTries = 3

/** Runs a transaction again when it stood in somebody's way. Gives null when it still does after three times. */
export async function retrying<T>(work: () => Promise<T>): Promise<T | null> {
  for (let tries = 0; tries < mostTries; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!passing.has((error as { code?: string }).code ?? "")) throw error
    }
  }
  return null
}
