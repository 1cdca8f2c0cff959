// Where the owner writes to the customer: canned replies after a `/`, suggested answers by one key, files, and the draft that outlives
// a reload.

import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SuggestedAnswer } from '../../handoff/tools.js';
import type { AttachmentContent, CannedReply } from '../../handoff/views.js';
import { DraftFileList } from './draft-file-list.js';
import type { DraftFiles } from './draft-files.js';
import { keepDraft, readDraft } from './drafts.js';
import { withoutMarkdown } from './plain-text.js';
import { findReplies, putIn, searchAt } from './prepared-replies.js';
import { REPLY_LIST, ReplyList, replyOption } from './reply-list.js';
import { SHOWN_SUGGESTIONS, SuggestionList } from './suggestion-list.js';
import { LONGEST, WritingField } from './writing-field.js';

/** Milliseconds; how often the customer is told that somebody is typing. */
const TELL_TYPING_MS = 3_000;

export function ReplyComposer(props: {
  readonly handoffId: string;
  readonly customerName: string;
  readonly replies: readonly CannedReply[];
  readonly suggestions: readonly SuggestedAnswer[];
  readonly files: DraftFiles;
  /** Grows when the agent asks for the canned replies with the mouse. */
  readonly repliesAsked: number;
  readonly onTyping: () => void;
  readonly onSend: (text: string, files: readonly AttachmentContent[]) => void;
}) {
  const { handoffId, files, suggestions } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => readDraft(handoffId));
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  /** Where a search begins that the agent put away with Escape. */
  const [putAway, setPutAway] = useState<number>();
  const selectNext = useRef<readonly [number, number]>();
  const toldTyping = useRef(0);

  const search = searchAt(text, caret);
  const found = search && search.from !== putAway ? findReplies(props.replies, search.words) : [];
  const uploading = files.files.some(({ state }) => state === 'uploading');
  const canSend =
    !uploading &&
    text.length <= LONGEST &&
    (text.trim() !== '' || files.files.some(({ state }) => state === 'ready'));

  // It appears when a conversation was claimed or opened to answer it: writing comes next.
  useEffect(() => input.current?.focus(), []);

  useLayoutEffect(() => {
    if (!selectNext.current) return;
    const [from, to] = selectNext.current;
    selectNext.current = undefined;
    input.current?.focus();
    input.current?.setSelectionRange(from, to);
  });

  function change(value: string, at = input.current?.selectionStart ?? value.length): void {
    setText(value);
    setCaret(at);
    setActive(0);
    if (searchAt(value, at)?.from !== putAway) setPutAway(undefined);
    keepDraft(handoffId, value);
    tellTyping(value);
  }

  function tellTyping(value: string): void {
    const now = Date.now();
    if (value.trim() === '' || now - toldTyping.current < TELL_TYPING_MS) return;
    toldTyping.current = now;
    props.onTyping();
  }

  function put(place: { readonly from: number; readonly to: number }, words: string): void {
    const written = putIn(text, place, words);
    selectNext.current = [written.from, written.to];
    change(written.text, written.to);
  }

  function insert(words: string): void {
    const field = input.current;
    put({ from: field?.selectionStart ?? text.length, to: field?.selectionEnd ?? text.length }, words);
  }

  function choose(reply: CannedReply): void {
    if (search) put(search, reply.text);
  }

  function send(): void {
    if (!canSend) return;
    props.onSend(text.trim(), files.take());
    toldTyping.current = 0;
    change('', 0);
    input.current?.focus();
  }

  function onKey(event: KeyboardEvent): boolean {
    const reply = found[active];
    if (!search || !reply) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((active + step + found.length) % found.length);
    else if (event.key === 'Escape') setPutAway(search.from);
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') choose(reply);
    else return false;
    event.preventDefault();
    return true;
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    event.preventDefault();
    files.add(pasted);
  }

  // From anywhere in the conversation, since it is read before it is answered.
  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent): void {
      if (!event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
      // By place on the keyboard: with Alt, a Mac makes another sign of the digit.
      const place = /^Digit([1-9])$/.exec(event.code)?.[1];
      const suggestion = suggestions.slice(0, SHOWN_SUGGESTIONS)[Number(place) - 1];
      if (!suggestion) return;
      event.preventDefault();
      insert(withoutMarkdown(suggestion.answer));
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });

  const repliesGiven = useRef(props.repliesAsked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs when they are asked for
  useEffect(() => {
    if (props.repliesAsked === repliesGiven.current) return;
    repliesGiven.current = props.repliesAsked;
    insert(text === '' || /\s$/.test(text) ? '/' : ' /');
  }, [props.repliesAsked]);

  return (
    <>
      {found.length > 0 ? (
        <ReplyList replies={found} active={active} onChoose={choose} />
      ) : (
        <SuggestionList
          suggestions={suggestions}
          onInsert={({ answer }) => insert(withoutMarkdown(answer))}
        />
      )}
      <DraftFileList draft={files} />
      <WritingField
        input={input}
        label={`Message to ${props.customerName}`}
        placeholder={`Write to ${props.customerName}`}
        hint={
          props.replies.length > 0
            ? 'Enter sends, Shift+Enter makes a new line, / finds a reply'
            : 'Enter sends, Shift+Enter makes a new line'
        }
        button="Send"
        text={text}
        canSend={canSend}
        onText={change}
        onSend={send}
        onKey={onKey}
        onPaste={onPaste}
        onSelect={() => setCaret(input.current?.selectionStart ?? 0)}
        textarea={
          found.length > 0
            ? {
                'aria-autocomplete': 'list',
                'aria-controls': REPLY_LIST,
                'aria-activedescendant': replyOption(active),
              }
            : {}
        }
      />
    </>
  );
}
