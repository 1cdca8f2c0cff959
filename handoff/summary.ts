// The bot's part of a conversation in a few lines for the agent: extractive, each with the place where it stands. Pure; knows no
// model and no wording of its own beyond the name of a mood.

import type { TranscriptEntry } from '../data/conversation.js';
import type { DecisionRecord } from '../data/decision.js';
import type { HandoffId } from '../data/ids.js';
import type { BotSummary, SummaryPoint } from './views.js';

/** Points of each kind that are shown, the newest: more is the transcript again. */
const MOST: Readonly<Record<SummaryPoint['kind'], number>> = {
  asked: 5,
  tried: 5,
  failed: 4,
  mood: 2,
  mentioned: 6,
};
const KINDS = ['asked', 'tried', 'failed', 'mood', 'mentioned'] as const;
/** Messages in which things are looked for, the newest: in a large catalogue each takes up to a millisecond. */
const READ = 30;
/** Words of an answer such as "no" or "yes, please". */
const SHORT_ANSWER = 2;
/** Characters quoted of one line. */
const QUOTED = 160;

const ANGERS: readonly unknown[] = ['calm', 'annoyed', 'angry', 'furious'];

/**
 * Sums up what the customer and the bot said since the handoff before this one, until a person took it.
 * @param mentionsIn the things that a text names, as an agent would write them: `order 10302`, `Ember table lamp`.
 * @returns `undefined` where the bot said nothing.
 */
export function summaryOf(
  transcript: readonly TranscriptEntry[],
  handoff: HandoffId,
  mentionsIn: (text: string) => readonly string[],
): BotSummary | undefined {
  const lines = botPart(transcript, handoff);
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last || !lines.some(isBotMessage)) return undefined;
  const points = [...pointsOf(lines), ...moods(lines), ...mentioned(lines, mentionsIn)];
  return {
    from: first.sequence,
    to: last.sequence,
    points: KINDS.flatMap((kind) =>
      points
        .filter((point) => point.kind === kind)
        .toSorted((a, b) => a.sequence - b.sequence)
        .slice(-MOST[kind]),
    ),
  };
}

function botPart(transcript: readonly TranscriptEntry[], handoff: HandoffId): readonly TranscriptEntry[] {
  const opened = transcript.findIndex((entry) => isMark(entry, 'handoff.initiate', handoff));
  const until = opened < 0 ? transcript.length : opened;
  const ended = transcript.findLastIndex(
    (entry, at) => at < until && isMark(entry, 'handoff.status') && stateOf(entry) !== 'accepted',
  );
  const taken = transcript.findIndex(
    (entry, at) => at > until && isMark(entry, 'handoff.status', handoff) && stateOf(entry) === 'accepted',
  );
  return transcript
    .slice(ended + 1, taken < 0 ? transcript.length : taken)
    .filter(({ activity }) => activity.type === 'message');
}

function isMark({ from, activity }: TranscriptEntry, name: string, handoff?: HandoffId): boolean {
  if (from.role !== 'system' || activity.name !== name) return false;
  return handoff === undefined || (activity.value as { handoff?: unknown } | undefined)?.handoff === handoff;
}

function stateOf({ activity }: TranscriptEntry): unknown {
  return (activity.value as { state?: unknown } | undefined)?.state;
}

function isBotMessage({ from }: TranscriptEntry): boolean {
  return from.role === 'bot';
}

/** What was asked, what the bot did about it, and what it could not do anything with. */
function pointsOf(lines: readonly TranscriptEntry[]): readonly SummaryPoint[] {
  const points: SummaryPoint[] = [];
  lines.forEach((line, at) => {
    if (line.from.role !== 'customer') return;
    const words = wordsOf(line);
    if (words === '') return;
    const did = line.decision ? whatItDid(line.decision) : withoutDecision(line);
    const point = (kind: SummaryPoint['kind']) => points.push({ kind, text: words, sequence: line.sequence });
    switch (did) {
      case 'small-talk':
        return;
      case 'failed':
        point('failed');
        return;
      case 'went-on':
        // The task's last word tells more than its first question: what came of it, or where it stands.
        replaceTried(points, replyTo(lines, at));
        return;
      case 'tried': {
        point('asked');
        const reply = replyTo(lines, at);
        if (reply) points.push(reply);
        return;
      }
      case 'passed-on':
      case 'nothing':
        point('asked');
        return;
      default:
        did satisfies never;
    }
  });
  return points;
}

type Did = 'small-talk' | 'failed' | 'went-on' | 'tried' | 'passed-on' | 'nothing';

/** Nothing was decided about a file, about what broke the bot, and about "no" to its own question, which says nothing by itself. */
function withoutDecision({ activity }: TranscriptEntry): Did {
  const words = (activity.text ?? '').trim().split(/\s+/);
  const isAnswer = words.length <= SHORT_ANSWER && !activity.attachments?.length;
  return isAnswer ? 'small-talk' : 'nothing';
}

function whatItDid(decision: DecisionRecord): Did {
  const { meaning, failures = 0 } = factsOf(decision);
  switch (decision.kind) {
    case 'answer':
      return meaning?.kind === 'answer' ? 'tried' : 'small-talk';
    case 'start-dialog':
    case 'recommend':
    case 'clarify':
      return 'tried';
    case 'continue-dialog':
      return failures > 0 ? 'failed' : 'went-on';
    case 'offer-person':
      return failures > 0 ? 'failed' : 'tried';
    case 'escalate':
      return 'passed-on';
    case 'decline':
    case 'ask-community':
      return 'failed';
  }
}

interface KnownFacts {
  readonly meaning?: { readonly kind?: unknown };
  readonly failures?: number;
  readonly anger?: unknown;
}

/** The facts are kept as they were when it was decided, so older ones may lack any of them. */
function factsOf({ facts }: DecisionRecord): KnownFacts {
  return (facts as KnownFacts | undefined) ?? {};
}

/** The bot's own words after a message, before the customer's next. */
function replyTo(lines: readonly TranscriptEntry[], at: number): SummaryPoint | undefined {
  const next = lines.slice(at + 1).findIndex(({ from }) => from.role !== 'bot');
  const replies = lines.slice(at + 1, next < 0 ? undefined : at + 1 + next);
  const last = replies.findLast((line) => wordsOf(line) !== '');
  return last && { kind: 'tried', text: wordsOf(last), sequence: last.sequence };
}

function replaceTried(points: SummaryPoint[], reply: SummaryPoint | undefined): void {
  if (!reply) return;
  const before = points.findLastIndex(({ kind }) => kind === 'tried');
  if (before < 0) points.push(reply);
  else points[before] = reply;
}

/** Each time that the customer grew angrier. */
function moods(lines: readonly TranscriptEntry[]): readonly SummaryPoint[] {
  let worst = 0;
  return lines.flatMap((line) => {
    if (!line.decision) return [];
    const { anger } = factsOf(line.decision);
    const now = ANGERS.indexOf(anger);
    if (now <= worst) return [];
    worst = now;
    return { kind: 'mood', text: `${anger}: “${wordsOf(line)}”`, sequence: line.sequence } as const;
  });
}

function mentioned(
  lines: readonly TranscriptEntry[],
  mentionsIn: (text: string) => readonly string[],
): readonly SummaryPoint[] {
  const seen = new Set<string>();
  const said = lines.filter(({ from, activity }) => from.role === 'customer' && activity.text);
  return said.slice(-READ).flatMap(({ activity, sequence }) =>
    mentionsIn(activity.text ?? '')
      .filter((thing) => !seen.has(thing) && seen.add(thing))
      .map((text) => ({ kind: 'mentioned', text, sequence }) as const),
  );
}

/** What was said in one line, cut at a word; of a message without words, the names of its files. */
function wordsOf({ activity }: TranscriptEntry): string {
  const said = (activity.text ?? '').replace(/\s+/g, ' ').trim();
  const words = said || (activity.attachments ?? []).flatMap(({ name }) => name ?? []).join(', ');
  if (words.length <= QUOTED) return words;
  const cut = words.slice(0, QUOTED);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), QUOTED / 2))}…`;
}
