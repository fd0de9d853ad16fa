import { MedusaService } from "@medusajs/framework/utils"
import { checkOptions, ownOptions, type CheckedOptions } from "../../options"
import LocationProfile from "./models/location-profile"

/** Keeps what the merchant says of each location: its kind, where it is, when it is open. */
export default class ProfilesService extends MedusaService({ LocationProfile }) {
  /** The plugin's options, checked. Routes and workflows are given none by Medusa, so they read them here. */
  readonly options: CheckedOptions

  constructor(container: Record<string, unknown>, moduleOptions: Record<string, unknown>) {
    super(container, moduleOptions)
    this.options = checkOptions(ownOptions(moduleOptions))
  }
}
