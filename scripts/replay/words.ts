// The words and numbers of a replay, the same in the table and on the page. Knows neither of them.

import { type Change, type ReplayReport, total } from '../../escalation/replay/index.js';

/** What each change is called. */
export const CHANGE_NAMES: Readonly<Record<Change, string>> = {
  'newly-passed': 'newly passed to a person',
  'newly-offered': 'newly offered a person',
  'offered-instead': 'offered a person instead of being passed',
  'no-longer-offered': 'no longer offered a person',
  'no-longer-passed': 'no longer passed to a person',
  'answered-otherwise': 'answered otherwise by the bot',
};

/** The same as the head of a narrow column. */
export const CHANGE_HEADS: Readonly<Record<Change, string>> = {
  'newly-passed': '+ passed',
  'newly-offered': '+ offered',
  'offered-instead': 'offered instead',
  'no-longer-offered': '− offered',
  'no-longer-passed': '− passed',
  'answered-otherwise': 'otherwise',
};

export const VIEW_NAMES = { level: 'level', topic: 'topic', rule: 'rule' } as const;

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

export function short(value: number): string {
  return value >= 100 ? whole(value) : String(Math.round(value * 10) / 10);
}

/** @returns for example `14:00`. */
export function hourInWords(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** @returns what the replay is about, one sentence a line. */
export function headLines({ history, thresholds }: ReplayReport): readonly string[] {
  const { from, to, conversations, decisions, unreadable } = history;
  const { now, proposed, differences } = thresholds;
  const span = from === '' ? '' : `, ${from.slice(0, 10)} to ${to.slice(0, 10)}`;
  return [
    ...(history.kind === 'made-up'
      ? [
          'MADE-UP HISTORY: these conversations were generated. They show how replay works, and nothing of your customers.',
        ]
      : []),
    `${whole(decisions)} decisions in ${whole(conversations)} conversations${span}.`,
    ...(unreadable > 0
      ? [`${whole(unreadable)} of them can't be replayed: their facts were erased, or were never kept.`]
      : []),
    `Thresholds in force (version ${now}) against the proposed ones (version ${proposed}): ${
      differences.length === 1 ? 'one value differs' : `${differences.length} values differ`
    }.`,
  ];
}

/** @returns the answer in one sentence. */
export function summaryLine({ changes, history }: ReplayReport): string {
  const changed = total(changes);
  if (history.decisions === 0) return 'There is nothing to replay.';
  if (changed === 0) return 'Nothing would have changed in any conversation.';
  const share = ((100 * changed) / history.conversations).toFixed(1);
  const conversations = changed === 1 ? 'One conversation' : `${whole(changed)} conversations`;
  return `${conversations} (${share} %) would have gone another way.`;
}

/** @returns what the numbers of the desk rest on, one sentence a line. */
export function deskLines({ desk }: ReplayReport): readonly string[] {
  const { minutesEach, acceptance, places, now, proposed } = desk;
  const each = `${short(minutesEach.value)} minutes a conversation with a person (${FROM[minutesEach.from]})`;
  const taken = `${Math.round(100 * acceptance.value)} % of offers accepted (${FROM[acceptance.from]})`;
  return [
    `People would have had ${whole(proposed.arrivals)} conversations instead of ${whole(now.arrivals)}: ${whole(proposed.minutes)} minutes instead of ${whole(now.minutes)}.`,
    `The longest line would have been ${proposed.peak} instead of ${now.peak}, the longest wait ${waitInWords(proposed.longestWait)} instead of ${waitInWords(now.longestWait)} (closed hours included).`,
    `This supposes ${each}, ${taken}, and ${places === 1 ? 'one conversation' : `${places} conversations`} at once whenever the desk is open.`,
  ];
}

const FROM = {
  measured: 'measured on this past',
  given: 'as given',
  supposed: 'supposed: too few to measure',
};

function waitInWords(minutes: number): string {
  return minutes < 120 ? `${minutes} min` : `${short(minutes / 60)} h`;
}

/** @returns what can't be said, one sentence a line. */
export function limitLines({ notKnown, drifted, history }: ReplayReport): readonly string[] {
  return [
    `${notKnown.sentence} That leaves ${whole(notKnown.decisions)} decisions out.`,
    ...(drifted > 0
      ? [
          `${whole(drifted)} of ${whole(history.decisions)} decisions were made by other thresholds or an older program than today's; the comparison is between today's thresholds and the proposed ones.`,
        ]
      : []),
  ];
}
