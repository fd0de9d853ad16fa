/** What a test and the process that it kills agree on. */
export const workerEnvironment = {
  databaseUrl: "ANYSHELF_TEST_DATABASE",
  toyUrl: "ANYSHELF_TEST_TOY",
  connectionId: "ANYSHELF_TEST_CONNECTION",
}

export const workerSkus: readonly string[] = Array.from({ length: 150 }, (_none, at) => `kill-${at}`)

/** Small batches, so that there are many moments to be killed in. */
export const workerVariant = { batch: 2, capacity: 60, perSecond: 60 }
