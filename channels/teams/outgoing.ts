// A stored reply as Teams shows it: who speaks, cards that Teams can draw, and choices as buttons. Sends nothing.

import type { Activity, Attachment } from 'botbuilder';
import type { AttachmentContent, SuggestedAction, TranscriptEntry } from '../../data/conversation.js';
import { asTyped } from './as-typed.js';
import { SPOKEN } from './inbound.js';

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';
/** Microsoft Learn, "Cards reference": bots on Teams may use Adaptive Cards up to 1.5. */
const NEWEST_CARD_VERSION = '1.5';
/** More choices than fit in a row above the compose box become a card of buttons. */
const SUGGESTED_ACTIONS_MAX = 3;

export interface Audience {
  /** Teams shows suggested actions in personal chats only. */
  readonly personal: boolean;
  /** The Teams user to whom suggested actions are shown. */
  readonly userId: string;
  /** The Agents Playground shows less: no row of cards, and no button that writes its words into the chat. */
  readonly client: 'teams' | 'playground';
}

/** @returns `undefined` for an entry that Teams has nothing to show of, such as an event. */
export function toTeamsActivity(entry: TranscriptEntry, audience: Audience): Partial<Activity> | undefined {
  const { activity } = entry;
  if (activity.type !== 'message') return undefined;
  const files = entry.from.role === 'agent' ? (activity.attachments ?? []).filter(isFile) : [];
  const text = entry.from.role === 'agent' ? spokenBy(entry.from.name, activity.text, files) : activity.text;
  const choices = activity.suggestedActions?.actions ?? [];
  const asSuggestions = choices.length > 0 && fitAsSuggestions(choices, audience);
  const attachments = [
    ...(activity.attachments ?? [])
      .filter((attachment) => !files.includes(attachment))
      .map((attachment) => drawable(attachment, audience)),
    ...(choices.length > 0 && !asSuggestions ? [buttons(choices, audience)] : []),
  ];
  if (!text && attachments.length === 0) return undefined;
  const layout = audience.client === 'teams' ? activity.attachmentLayout : 'list';
  return {
    type: 'message',
    ...(text ? { text, textFormat: entry.from.role === 'agent' ? 'markdown' : activity.textFormat } : {}),
    ...(attachments.length > 0 ? { attachments, attachmentLayout: layout } : {}),
    ...(asSuggestions
      ? { suggestedActions: { to: [audience.userId], actions: choices.map(asSuggestion) } }
      : {}),
    ...(activity.inputHint ? { inputHint: activity.inputHint } : {}),
    ...(activity.locale ? { locale: activity.locale } : {}),
  };
}

/** A bot can't attach a file on Teams, and no picture above 1 MB (Microsoft Learn, "Send and receive files"): a link always works. */
function isFile({ contentUrl }: AttachmentContent): boolean {
  return contentUrl !== undefined;
}

function spokenBy(name: string, text: string | undefined, files: readonly AttachmentContent[]): string {
  const speaker = `**${asTyped(name)}:**`;
  const links = files.map((file) => `[${asTyped(file.name ?? 'file')}](${file.contentUrl})`);
  return [text ? `${speaker} ${asTyped(text)}` : speaker, ...links].join('\n\n');
}

/** Teams knows only `imBack` as a suggested action, and that writes its value where everybody reads it. */
function fitAsSuggestions(choices: readonly SuggestedAction[], audience: Audience): boolean {
  return (
    audience.personal &&
    choices.length <= SUGGESTED_ACTIONS_MAX &&
    choices.every((choice) => choice.type === 'imBack')
  );
}

function asSuggestion(choice: SuggestedAction): { type: string; title: string; value: string } {
  return { type: 'imBack', title: choice.title, value: choice.value };
}

function buttons(choices: readonly SuggestedAction[], audience: Audience): Attachment {
  const actions = choices.map((choice) => ({
    type: 'Action.Submit',
    title: choice.title,
    data: tapData(choice, audience),
  }));
  return {
    contentType: ADAPTIVE_CARD,
    content: { type: 'AdaptiveCard', version: NEWEST_CARD_VERSION, actions },
  };
}

function writes({ type, title, value }: SuggestedAction): Readonly<Record<string, string>> {
  return type === 'imBack' ? { type, value } : { type: 'messageBack', displayText: title, text: value };
}

/** A card of a newer version is not drawn at all; lowered, it shows what Teams knows of it. */
function drawable(attachment: AttachmentContent, audience: Audience): Attachment {
  const { content } = attachment;
  if (attachment.contentType !== ADAPTIVE_CARD || typeof content !== 'object' || content === null)
    return attachment;
  const card: CardContent = content;
  return {
    ...attachment,
    content: {
      ...card,
      ...(Number(card.version) <= Number(NEWEST_CARD_VERSION) ? {} : { version: NEWEST_CARD_VERSION }),
      ...(Array.isArray(card.body)
        ? { body: card.body.filter(isDrawn).map((element) => withTaps(element, audience)) }
        : {}),
      ...tapsOf(card, audience),
    },
  };
}

/** Buttons stand in the body as well: in sets, and these in columns. */
function withTaps(element: CardElement, audience: Audience): unknown {
  const inside = (elements: unknown) =>
    Array.isArray(elements) ? elements.map((each: CardElement) => withTaps(each, audience)) : elements;
  return {
    ...element,
    ...(element.columns === undefined ? {} : { columns: inside(element.columns) }),
    ...(element.items === undefined ? {} : { items: inside(element.items) }),
    ...tapsOf(element, audience),
  };
}

function tapsOf({ actions }: CardContent, audience: Audience): { readonly actions?: readonly unknown[] } {
  if (!Array.isArray(actions)) return {};
  return { actions: actions.map((action: CardButton) => asTapped(action, audience)) };
}

interface CardContent {
  readonly version?: unknown;
  readonly body?: unknown;
  readonly actions?: unknown;
}

interface CardElement {
  readonly actions?: unknown;
  readonly columns?: unknown;
  readonly items?: unknown;
}

interface CardButton {
  readonly type?: unknown;
  readonly data?: unknown;
}

/** Microsoft Learn, "Format cards in Teams": png, jpg and gif are drawn, from addresses that Microsoft can reach. */
function isDrawn(element: { readonly type?: unknown; readonly url?: unknown }): boolean {
  if (element?.type !== 'Image') return true;
  const url = String(element.url);
  return url.startsWith('https:') && !/\.(?:svg|webp)(?:$|\?)/i.test(url);
}

/** A string as the data of a button is what a tap says; Teams wants that under a name of its own. */
function asTapped(action: CardButton, audience: Audience): unknown {
  if (action?.type !== 'Action.Submit' || typeof action.data !== 'string') return action;
  const says: SuggestedAction = { type: 'imBack', title: action.data, value: action.data };
  return { ...action, data: tapData(says, audience) };
}

function tapData(choice: SuggestedAction, audience: Audience): Readonly<Record<string, unknown>> {
  return audience.client === 'teams' ? { msteams: writes(choice) } : { [SPOKEN]: choice.value };
}
