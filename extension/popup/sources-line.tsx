import type { SourceStatus, StatusAnswer } from '#shared/api.ts';
import { ageText } from '../ui/age.ts';
import { messageLanguage, t, tCount } from '../ui/i18n.ts';

/** Which sources the person may see, in the administrator's words; on request how much is in them and how old it is. */
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

function stateOf({ generation, name, contacts, asOf, problem }: SourceStatus): string {
  if (generation === 0 || asOf === undefined) return t('stillImporting', name);
  const age = t('dataAge', ageText(Date.parse(asOf), Date.now()));
  const text = `${tCount('contactsOne', 'contactsMany', contacts)} · ${age}`;
  return problem ? `${text} · ${t('sourceTrouble')}` : text;
}
