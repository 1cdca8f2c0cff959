// How the chat looks: the business's accent on the page, and Web Chat's style options read from the page's own colours.

import { readableOn, textOn } from './colours.js';
import type { StyleOptions } from './web-chat.js';

const darkPage = matchMedia('(prefers-color-scheme: dark)');

/** Sets the page's accent colours; chat.css has the rest. */
export function applyAccent(accent: string): void {
  const { style } = document.documentElement;
  const readable = readableOn(accent, darkPage.matches ? 'dark' : 'light');
  style.setProperty('--accent', accent);
  style.setProperty('--on-accent', textOn(accent));
  style.setProperty('--accent-text', readable);
}

/** Calls when the visitor's system changes between light and dark. */
export function onColourScheme(listener: () => void): void {
  darkPage.addEventListener('change', listener);
}

/** @returns Web Chat's style options, from the colours of chat.css as they are now. */
export function styleOptions(botName: string): StyleOptions {
  const computed = getComputedStyle(document.documentElement);
  const colour = (name: string) => computed.getPropertyValue(name).trim();
  const accentText = colour('--accent-text');
  return {
    accent: accentText,
    subtle: colour('--quiet'),
    backgroundColor: colour('--page'),
    primaryFont: colour('--font'),
    rootHeight: '100%',
    rootWidth: '100%',
    paddingRegular: 12,
    paddingWide: 16,

    botAvatarInitials: botName.slice(0, 1),
    botAvatarBackgroundColor: colour('--accent'),
    avatarSize: 32,
    showAvatarInGroup: 'sender',

    bubbleBackground: colour('--bubble'),
    bubbleTextColor: colour('--text'),
    bubbleBorderWidth: 0,
    bubbleBorderRadius: 14,
    bubbleFromUserBackground: colour('--accent'),
    bubbleFromUserTextColor: colour('--on-accent'),
    bubbleFromUserBorderWidth: 0,
    bubbleFromUserBorderRadius: 14,
    bubbleMaxWidth: 560,
    messageActivityWordBreak: 'break-word',

    suggestedActionLayout: 'flow',
    suggestedActionBackgroundColor: colour('--page'),
    suggestedActionBackgroundColorOnHover: colour('--bubble'),
    suggestedActionBackgroundColorOnActive: colour('--bubble'),
    suggestedActionBackgroundColorOnFocus: colour('--bubble'),
    suggestedActionBorderColor: accentText,
    suggestedActionBorderWidth: 1,
    suggestedActionBorderRadius: 18,
    suggestedActionHeight: 36,
    suggestedActionTextColor: accentText,

    cardEmphasisBackgroundColor: colour('--bubble'),
    cardPushButtonBackgroundColor: colour('--accent'),
    cardPushButtonTextColor: colour('--on-accent'),

    sendBoxBackground: colour('--page'),
    sendBoxTextColor: colour('--text'),
    sendBoxPlaceholderColor: colour('--quiet'),
    sendBoxButtonColor: accentText,
    sendBoxButtonColorOnHover: colour('--text'),
    sendBoxBorderTop: `solid 1px ${colour('--line')}`,
    sendBoxHeight: 48,
    sendBoxTextWrap: true,

    hideUploadButton: false,
    sendAttachmentOn: 'send',
    uploadAccept: 'image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain',
    timestampColor: colour('--quiet'),
    groupTimestamp: 120_000,
    transcriptOverlayButtonBackground: colour('--bubble'),
    transcriptOverlayButtonColor: colour('--text'),
    transcriptTerminatorColor: colour('--quiet'),
  };
}
