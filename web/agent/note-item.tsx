// What a colleague wrote between the lines; unlike anything that the customer reads.

import { makeStyles, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import type { NoteLine } from '../../handoff/views.js';
import { clockTime } from './times.js';

const KINDS = {
  note: 'noted',
  whisper: 'whispered',
  transfer: 'passed it on',
  'wrap-up': 'ended it',
} as const;

const useStyles = makeStyles({
  note: {
    boxSizing: 'border-box',
    alignSelf: 'stretch',
    marginTop: '12px',
    padding: '7px 12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorPaletteYellowBorder1}`,
    borderLeftWidth: '4px',
    backgroundColor: tokens.colorPaletteYellowBackground1,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '2px 6px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground1,
  },
  name: { fontWeight: tokens.fontWeightSemibold },
});

/** @param among stands where only such notes stand, which need not say so. */
export function NoteItem({ note, among }: { readonly note: NoteLine; readonly among?: 'notes' }) {
  const styles = useStyles();
  return (
    <div className={styles.note}>
      <div className={styles.head}>
        <LockClosedRegular aria-hidden />
        <span className={styles.name}>
          {note.name} {KINDS[note.kind]}
        </span>
        <time dateTime={note.at}>{clockTime(note.at, Date.now())}</time>
        {!among && <span>· not for the customer</span>}
      </div>
      {note.text}
    </div>
  );
}
