import { MedusaService } from "@medusajs/framework/utils"
import LocationProfile from "./models/location-profile"

/** Keeps what the merchant says of each location: its kind, where it is, when it is open. */
export default class ProfilesService extends MedusaService({ LocationProfile }) {}
