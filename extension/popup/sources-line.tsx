import type { SourceStatus, StatusAnswer } from '#shared/api.ts';
import { ageText } from '../ui/age.ts';
import { messageLanguage, t, tCount } from '../ui/i18n.ts';

/** The names of the sources that the person may ask. Opens to show their sizes and ages. */
export function SourcesLine({ status }: { status: StatusAnswer }) {
  const { sources } = status;
  if (sources.length === 0) return <p class="sources">{t('noSources')}</p>;
  const names = new Intl.ListFormat(messageLanguage(), { type: 'unit' }).format(
    sources.map(({ name }) => name),
  );
  const waiting = sources.filter(({ generation }) => generation === 0).map(({ name }) => name);
  return (
    <details class="sources">
      <summary>
        <bdi>{t('youSee', names)}</bdi>
        {waiting.length > 0 && <bdi class="waiting-sources">{t('stillImporting', waiting.join(', '))}</bdi>}
      </summary>
      <ul>
        {sources.map((source) => (
          <li key={source.id}>
            <bdi>{source.name}</bdi>
            <span>{stateOf(source)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function stateOf(source: SourceStatus): string {
  const { generation, name, contacts, asOf, problem, phase } = source;
  const importing = phase === 'importing' ? progressOf(source) : [];
  if (generation === 0 || asOf === undefined) return [t('stillImporting', name), ...importing].join(' · ');
  const age = t('dataAge', ageText(Date.parse(asOf), Date.now()));
  const held = tCount('contactsOne', 'contactsMany', contacts);
  return [held, age, ...importing, ...(problem ? [t('sourceTrouble')] : [])].join(' · ');
}

/** Shows no total while it is unknown, and nothing before the first contact. */
function progressOf({ progress }: SourceStatus): string[] {
  const { done = 0, expected } = progress ?? {};
  const write = (count: number) => new Intl.NumberFormat(messageLanguage()).format(count);
  if (expected !== undefined && expected > done) return [t('importedOf', write(done), write(expected))];
  return done > 0 ? [t('importedSoFar', write(done))] : [];
}
