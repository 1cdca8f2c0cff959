// What somebody in line may tap.

import type { WaitingHandoff } from '../data/handoff.js';
import type { Question, Turn } from '../dialogs/turn.js';

/** What may be tapped; whoever chose to be answered later is not asked to choose again. */
export function lineChoices(turn: Turn, { route, chosen }: WaitingHandoff): Pick<Question, 'choices'> {
  if (chosen !== undefined) return {};
  const later = ['callback', 'message'] as const;
  const kinds = route.kind === 'message' ? later : (['wait', ...later] as const);
  return {
    choices: kinds.map((kind) => {
      const title = turn.phrase(`handoff.choice_${kind}`);
      return { title, value: title };
    }),
  };
}
