// The files that go with the next message: on their way, there, or refused.

import { Button, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { DraftFiles } from './draft-files.js';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'flex', flexWrap: 'wrap', gap: '6px' },
  file: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    maxWidth: '100%',
    paddingLeft: '8px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase200,
  },
  failed: { border: `1px solid ${tokens.colorStatusDangerBorder1}`, flexWrap: 'wrap' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  problem: { color: tokens.colorStatusDangerForeground1 },
});

export function DraftFileList({ draft }: { readonly draft: DraftFiles }) {
  const styles = useStyles();
  if (draft.files.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Files of this message">
      {draft.files.map((file) => (
        <li key={file.id} className={mergeClasses(styles.file, file.state === 'failed' && styles.failed)}>
          {file.state === 'uploading' ? (
            <Spinner size="extra-tiny" aria-label="On its way" />
          ) : (
            <AttachRegular aria-hidden />
          )}
          <span className={styles.name}>{file.name}</span>
          {file.state === 'failed' && (
            <>
              <span className={styles.problem} role="alert">
                {file.problem}
              </span>
              {file.file && (
                <Button size="small" onClick={() => draft.retry(file)}>
                  Try again
                </Button>
              )}
            </>
          )}
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={`Leave out ${file.name}`}
            onClick={() => draft.remove(file.id)}
          />
        </li>
      ))}
    </ul>
  );
}
