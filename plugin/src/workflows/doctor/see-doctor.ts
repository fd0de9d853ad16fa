import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { DoctorReport } from "../../domain/doctor"
import { runDoctor, type DoctorRequest } from "../../inventory/doctor/run-doctor"

/**
 * Examines the shop that is running, on Medusa's own connections. No workflow: each repair is one transaction of its own, and
 * undoing half of them would only bring back what was wrong.
 */
export function seeDoctor(container: MedusaContainer, request: DoctorRequest): Promise<DoctorReport> {
  return runDoctor(container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex, request)
}
