import { gid } from "../../shop/global-ids"
import type { JobRecord } from "../../shop/records"
import type { View } from "../context"
import { NotImplemented } from "../errors"

export const jobView = (job: JobRecord): View => ({
  __typename: "Job",
  id: gid("Job", job.id),
  done: job.done,
  query: () => {
    if (job.done) throw new NotImplemented("Job.query: ask for the changed object itself")
    return null
  },
})
