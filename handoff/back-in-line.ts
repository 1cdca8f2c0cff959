// A conversation that its owner does not go on with: back in line, first, with all that was said, and the customer is told why and until
// when. Decides nothing of when that is so.

import type { AssignedHandoff } from '../data/handoff.js';
import type { DeskCore } from './desk-parts.js';
import { requeue } from './lifecycle.js';
import type { Opened } from './owner-change.js';
import { timesFor } from './route-times.js';

/** Of a sentence for the time after the desk has closed. */
const CLOSED = '_closed';

/** @param why names the sentence. */
export function putBackInLine(
  core: DeskCore,
  { record, conversation, handoff }: Opened<AssignedHandoff>,
  why: 'lost' | 'away' | 'silent',
): void {
  const moment = core.moment();
  const open = core.deskOpen(moment.now);
  const passed = requeue(record, conversation, handoff, timesFor(core, record, moment.now), moment, {
    first: true,
    ...(open ? {} : { route: { kind: 'message' } }),
  });
  core.voice.tell(record, conversation, `desk.owner_${open ? why : why + CLOSED}`, {
    agent: core.agentName(handoff.agentId),
    by: core.voice.time(new Date(passed.promisedBy)),
  });
}
