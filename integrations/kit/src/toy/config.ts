import { z } from "zod"

/** How to reach a toy shop. */
export const toyConfigSchema = z.strictObject({
  /** Where the toy API answers. */
  url: z.url("url must be the address of the toy shop, for example http://127.0.0.1:4300."),
  token: z.string().min(1, "token must not be empty."),
  webhookSecret: z.string().min(1, "webhookSecret must not be empty."),
})

export type ToyConfig = z.infer<typeof toyConfigSchema>
