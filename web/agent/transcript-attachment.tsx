// What came with a line: a card in words, an image as a thumbnail, any other file as a link.

import { Link } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { ImageRegular } from '@fluentui/react-icons/svg/image';
import type { TranscriptLine } from '../../handoff/views.js';
import { useBubbleStyles } from './bubble-styles.js';
import { isOurs, summarise } from './plain-text.js';

export function Attachments({ attachments }: Pick<TranscriptLine, 'attachments'>) {
  const styles = useBubbleStyles();
  if (attachments.length === 0) return null;
  return (
    <div className={styles.attachments}>
      {attachments.map((attachment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message's attachments never change
        <Attachment key={index} attachment={attachment} />
      ))}
    </div>
  );
}

function Attachment({ attachment }: { readonly attachment: TranscriptLine['attachments'][number] }) {
  const styles = useBubbleStyles();
  const summary = summarise(attachment);
  switch (summary.kind) {
    case 'card':
      return (
        <div className={styles.card}>
          <span className={styles.cardTitle}>{summary.title}</span>
          {summary.text.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a card's words never change
            <span key={index}>{text}</span>
          ))}
        </div>
      );
    case 'link': {
      const { address, name } = summary;
      // Another site's image is not fetched: it would learn who reads, and when.
      const thumbnail = summary.image && isOurs(address, location.origin);
      return (
        <Link
          className={thumbnail ? styles.picture : styles.link}
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          inline
        >
          {thumbnail ? (
            <img className={styles.thumbnail} src={address} alt={name} loading="lazy" />
          ) : (
            <>
              {summary.image ? <ImageRegular aria-hidden /> : <AttachRegular aria-hidden />}
              {name}
            </>
          )}
        </Link>
      );
    }
    case 'file':
      return <span>{summary.name}</span>;
    default:
      return summary satisfies never;
  }
}
