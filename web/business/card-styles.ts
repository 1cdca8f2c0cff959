// How one thing to decide about looks: a card of a list.

import { makeStyles, tokens } from '@fluentui/react-components';

export const useCardStyles = makeStyles({
  list: { listStyle: 'none', margin: '12px 0 0', padding: 0, display: 'grid', gap: '12px' },
  card: {
    display: 'grid',
    gap: '8px',
    padding: '14px 16px',
    minWidth: 0,
    overflowWrap: 'anywhere',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: '4px 12px' },
  title: { margin: 0, flexGrow: 1, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  facts: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  examples: { margin: 0, paddingLeft: '20px', color: tokens.colorNeutralForeground2 },
  text: { margin: 0, whiteSpace: 'pre-wrap' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  fields: { display: 'grid', gap: '12px' },
  above: { marginTop: '12px' },
  scrolls: { overflowX: 'auto' },
  refused: { paddingLeft: '10px', borderLeft: `3px solid ${tokens.colorStatusDangerBorder2}` },
  caption: { textAlign: 'left' },
  empty: { marginTop: '16px', color: tokens.colorNeutralForeground2 },
  added: {
    margin: 0,
    paddingLeft: '10px',
    borderLeft: `3px solid ${tokens.colorStatusSuccessBorder2}`,
    whiteSpace: 'pre-wrap',
  },
  removed: {
    margin: 0,
    paddingLeft: '10px',
    borderLeft: `3px solid ${tokens.colorStatusDangerBorder2}`,
    whiteSpace: 'pre-wrap',
    textDecorationLine: 'line-through',
  },
  table: { width: '100%', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200 },
  cell: {
    padding: '4px 8px 4px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});
