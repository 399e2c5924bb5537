// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { photoResult } from '../../../extension/messages/message-parts.ts';
import { Avatar } from '../../../extension/ui/avatar.tsx';
import { PhotoContext, type PhotoOwner, type ReadPhoto, toPhoto } from '../../../extension/ui/photo.ts';
import type { PhotoPath } from '../../../shared/api.ts';
import { MAX_PHOTO_BYTES } from '../../../shared/photo/check-photo.ts';
import { err, ok } from '../../../shared/result.ts';
import { fromText, gif, jpeg } from '../../support/photos.ts';
import { ANNA } from '../support/contacts.ts';
import { element, settle, show } from '../support/render.ts';
import { createView } from '../support/view.ts';

const NAME = 'a'.repeat(32);
const WITH_PHOTO = { ...ANNA, contact: { ...ANNA.contact, photo: NAME } };
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('the avatar of a contact', () => {
  let view: ReturnType<typeof createView>;
  let asked: PhotoPath[];
  let photo: Blob | undefined;
  let addresses: string[];
  let made: number;

  beforeEach(() => {
    view = createView();
    asked = [];
    addresses = [];
    made = 0;
    photo = toPhoto(ok(base64(jpeg())));
    vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
      const address = `blob:ringcard/${made++}`;
      addresses.push(address);
      return address;
    });
    vi.spyOn(URL, 'revokeObjectURL').mockImplementation((address) => {
      addresses = addresses.filter((other) => other !== address);
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const readPhoto: ReadPhoto = async (path) => {
    asked.push(path);
    return photo;
  };
  const circle = (hit: PhotoOwner = WITH_PHOTO) => (
    <PhotoContext.Provider value={readPhoto}>
      <Avatar hit={hit} size={48} />
    </PhotoContext.Provider>
  );
  const avatar = (root: HTMLElement) => element(root, '.avatar', HTMLElement);
  const showInView = async (hit: PhotoOwner = WITH_PHOTO) => {
    const root = await show(circle(hit));
    await view.tell(avatar(root), true);
    return root;
  };
  const decode = async (root: HTMLElement) => {
    await act(() => void element(root, 'img', HTMLImageElement).dispatchEvent(new Event('load')));
  };

  it('shows initials first, then the decoded photo', async () => {
    const root = await show(circle());
    expect(avatar(root).textContent).toBe('AÜ');
    await view.tell(avatar(root), true);
    expect(asked).toEqual([{ source: 'customers', name: NAME }]);
    expect(avatar(root).textContent).toBe('AÜ');
    expect(element(root, 'img', HTMLImageElement)).toMatchObject({ hidden: true, src: 'blob:ringcard/0' });
    await decode(root);
    expect(avatar(root).textContent).toBe('');
    expect(element(root, 'img', HTMLImageElement).hidden).toBe(false);
  });

  it('requests no photo for a result that the next letter removes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const root = document.createElement('div');
    document.body.append(root);
    const draw = (hit?: PhotoOwner) =>
      render(
        <PhotoContext.Provider value={readPhoto}>
          {hit && <Avatar hit={hit} size={36} afterMs={250} />}
        </PhotoContext.Provider>,
        root,
      );
    const drawInView = async () => {
      await act(() => draw(WITH_PHOTO));
      const told = view.tell(avatar(root), true);
      await vi.advanceTimersByTimeAsync(0);
      await told;
    };
    await drawInView();
    await vi.advanceTimersByTimeAsync(200);
    await act(() => draw());
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([]);
    await drawInView();
    await vi.advanceTimersByTimeAsync(249);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toHaveLength(1);
  });

  it('is hidden from screen readers', async () => {
    const root = await showInView();
    expect(avatar(root).getAttribute('aria-hidden')).toBe('true');
    expect(element(root, 'img', HTMLImageElement).alt).toBe('');
  });

  it('requests the photo once it comes into view, and only once', async () => {
    const root = await show(circle());
    await view.tell(avatar(root), false);
    expect(asked).toEqual([]);
    await view.tell(avatar(root), true);
    await view.tell(avatar(root), true);
    expect(asked).toHaveLength(1);
  });

  it('requests nothing for a contact without a photo', async () => {
    const root = await showInView(ANNA);
    expect(asked).toEqual([]);
    expect(root.querySelector('img')).toBeNull();
  });

  it('keeps the initials when the photo is missing', async () => {
    photo = undefined;
    const root = await showInView();
    expect(asked).toHaveLength(1);
    expect(root.querySelector('img')).toBeNull();
    expect(avatar(root).textContent).toBe('AÜ');
  });

  it('keeps the initials when the photo cannot be decoded', async () => {
    const root = await showInView();
    await act(() => void element(root, 'img', HTMLImageElement).dispatchEvent(new Event('error')));
    expect(avatar(root).textContent).toBe('AÜ');
    expect(element(root, 'img', HTMLImageElement).hidden).toBe(true);
  });

  it('releases the photo when it is removed', async () => {
    const root = await showInView();
    expect(addresses).toHaveLength(1);
    await act(() => render(null, root));
    expect(addresses).toEqual([]);
    expect(view.watchedCount).toBe(0);
  });

  it('drops a photo that arrives after it was removed', async () => {
    let arrive: (late: Blob | undefined) => void = () => {};
    const root = await show(
      <PhotoContext.Provider value={() => new Promise((resolve) => (arrive = resolve))}>
        <Avatar hit={WITH_PHOTO} size={48} />
      </PhotoContext.Provider>,
    );
    await view.tell(avatar(root), true);
    await act(() => render(null, root));
    arrive(photo);
    await settle();
    expect(addresses).toEqual([]);
  });

  it('never shows one contact’s photo beside another contact', async () => {
    const root = await showInView();
    await decode(root);
    const other = { ...WITH_PHOTO, contact: { ...WITH_PHOTO.contact, photo: 'b'.repeat(32) } };
    await act(() => {
      render(circle(other), root);
      expect(root.querySelector('img')).toBeNull();
    });
    expect(avatar(root).textContent).toBe('AÜ');
    await view.tell(avatar(root), true);
    expect(element(root, 'img', HTMLImageElement).hidden).toBe(true);
    expect(addresses).toHaveLength(1);
  });
});

describe('a photo for a page', () => {
  it('has the type of its bytes', () => {
    expect(toPhoto(ok(base64(jpeg())))?.type).toBe('image/jpeg');
    expect(toPhoto(ok(base64(gif(9, 9))))?.type).toBe('image/gif');
  });

  it('may have the largest allowed size', async () => {
    const largest = new Uint8Array(MAX_PHOTO_BYTES);
    largest.set(gif(9, 9));
    const blob = toPhoto(photoResult.parse(ok(base64(largest))));
    expect(blob?.size).toBe(MAX_PHOTO_BYTES);
    const larger = base64(new Uint8Array(MAX_PHOTO_BYTES + 3));
    expect(photoResult.safeParse(ok(larger)).success).toBe(false);
  });

  it.each([
    ['an SVG image', ok(base64(fromText('<svg onload="alert(1)"/>')))],
    ['nothing', ok('')],
    ['a failure', err({ code: 'signed_out' as const })],
  ])('is none for %s', (_, result) => expect(toPhoto(result)).toBeUndefined());
});
