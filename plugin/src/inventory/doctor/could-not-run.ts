/** The doctor, or the removal of Anyshelf, could not begin. The message says what to do. */
export class CouldNotRun extends Error {
  override readonly name = "CouldNotRun"
}
