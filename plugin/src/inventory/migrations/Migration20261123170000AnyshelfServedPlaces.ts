import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { installFunctions } from "../sql/install"

/** The promise is told which places serve, which its one caller knows already; its older form would stay beside the new one. */
export class Migration20261123170000AnyshelfServedPlaces extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop function if exists anyshelf_promise(jsonb, jsonb, text[], boolean)`)
    this.addSql(installFunctions)
  }

  override async down(): Promise<void> {
    // The functions of before are installed by the migration before, when it is run again.
  }
}
