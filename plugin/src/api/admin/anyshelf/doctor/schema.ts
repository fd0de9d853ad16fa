import { z } from "@medusajs/framework/zod"

/** What the doctor is asked over HTTP. */
export const doctorBody = z.strictObject({ repair: z.boolean().default(false) })

export type DoctorBody = z.infer<typeof doctorBody>
