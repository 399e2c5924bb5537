import { useRef, useState } from 'preact/hooks';
import { readSite } from '../sites/sites.ts';
import { t } from './i18n.ts';
import { Icon } from './icon.tsx';

/** An editable list of sites: Enter or the button adds one, in its normalised form. */
export function SiteList({
  id,
  label,
  help,
  sites,
  isLocked,
  add,
  remove,
}: {
  id: string;
  label: string;
  help: string;
  sites: readonly string[];
  isLocked: boolean;
  /** Runs inside the click handler, so that the browser can open its prompt. */
  add: (site: string) => void;
  remove: (site: string) => void;
}) {
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  function addTyped(): void {
    const site = readSite(text);
    setWrong(site === undefined);
    if (site === undefined) return;
    if (!sites.includes(site)) add(site);
    setText('');
    input.current?.focus();
  }

  return (
    <div class={isWrong ? 'field has-problem' : 'field'}>
      <label for={id}>{label}</label>
      {sites.length > 0 && (
        <ul class="site-list" aria-label={label}>
          {sites.map((site) => (
            <li key={site}>
              <bdi dir="ltr">{site}</bdi>
              {!isLocked && (
                <button
                  type="button"
                  class="quiet"
                  aria-label={t('removeSite', site)}
                  title={t('removeSite', site)}
                  onClick={() => {
                    remove(site);
                    // The pressed button disappears; the focus must not jump to the top of the page.
                    input.current?.focus();
                  }}
                >
                  <Icon name="close" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <div class="add-site">
        <input
          ref={input}
          id={id}
          type="text"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          dir="ltr"
          placeholder="phone.example.com"
          disabled={isLocked}
          aria-describedby={isWrong ? `${id}-help ${id}-problem` : `${id}-help`}
          aria-invalid={isWrong}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            addTyped();
          }}
        />
        <button type="button" class="secondary" disabled={isLocked} onClick={addTyped}>
          {t('addSite')}
        </button>
      </div>
      <p id={`${id}-help`} class="help">
        {isLocked ? t('setByOrganisation') : help}
      </p>
      {isWrong && (
        <p id={`${id}-problem`} class="problem" role="alert">
          {t('problemSite')}
        </p>
      )}
    </div>
  );
}
