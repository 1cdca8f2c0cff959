// How the browser's own dialog looks in the consoles: it keeps the focus inside, closes on Escape and gives the focus back.

import { makeStyles, tokens } from '@fluentui/react-components';

export const useDialogStyles = makeStyles({
  dialog: {
    width: '440px',
    maxWidth: 'calc(100vw - 32px)',
    boxSizing: 'border-box',
    padding: '24px',
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    '::backdrop': { backgroundColor: tokens.colorBackgroundOverlay },
  },
  title: { margin: '0 0 8px', fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  text: { margin: '0 0 16px' },
  actions: { display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: '8px', marginTop: '20px' },
});
