// A command that was not begun: nothing was changed.

import { RapportError } from '../../data/errors.js';

/** Ends the command with 2; any other fault, with 1, may have left work half-way. */
export class Refusal extends RapportError {
  /** @returns the same fault as a refusal. */
  static because(fault: RapportError): Refusal {
    const refusal = new Refusal(fault.code, '', '', { cause: fault.cause });
    refusal.message = fault.message;
    return refusal;
  }
}
