// What the owner may ask the bot to do for the customer, who sees it as the bot's own cards.

import { BotRegular } from '@fluentui/react-icons/svg/bot';
import type { BotActionKind, OfferedAction } from '../../handoff/tools.js';
import { ActionMenu, type MenuGroup } from './action-menu.js';

export function BotActionMenu(props: {
  readonly actions: readonly OfferedAction[];
  readonly busy: boolean;
  readonly onAsk: (kind: BotActionKind, choice?: string) => void;
}) {
  const groups = props.actions.map(({ kind, title, choices, state }): MenuGroup => {
    const goOn = { title: `${title}: go on where it was`, onChoose: () => props.onAsk(kind) };
    const plain = state === 'paused' ? goOn : { title, onChoose: () => props.onAsk(kind) };
    if (!choices) return { items: [plain] };
    const items = choices.map((choice) => ({
      title: choice.title,
      onChoose: () => props.onAsk(kind, choice.id),
    }));
    return { title, items: state === 'paused' ? [goOn, ...items] : items };
  });
  // Nothing to choose from: nothing to offer.
  const offered = groups.filter(({ items }) => items.length > 0);
  if (offered.length === 0) return null;
  return (
    <ActionMenu
      label="Ask the bot"
      icon={<BotRegular />}
      appearance="subtle"
      waits={props.busy}
      groups={offered}
    />
  );
}
