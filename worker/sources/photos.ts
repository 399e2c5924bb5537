import * as z from 'zod/mini';
import type { PartAnswer } from '../graph/batch.ts';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { isGone } from './fetch-many.ts';
import type { PhotoAnswer, PhotoReader, WantedPhoto } from './source-reader.ts';

/** The paths of the photos of one kind of contact. */
interface PhotoPaths {
  metadata(wanted: WantedPhoto): string;
  /** Tried in this order: Graph answers 404 for a size that a photo does not have. */
  bytes: readonly ((wanted: WantedPhoto) => string)[];
}

const metadata = z.object({
  '@odata.mediaEtag': z.optional(z.nullable(z.string())),
  width: z.optional(z.nullable(z.number())),
});

/** For a photo that we have, the metadata tell whether it has changed. The bytes of any other photo are requested at once. */
export function photoReader(graph: GraphClient, paths: PhotoPaths): PhotoReader {
  return {
    async read(wanted) {
      const found = new Map<string, PhotoAnswer>();
      const etags = new Map<string, string>();
      const known = wanted.filter(({ etag }) => etag !== undefined);
      const stale = await ask(known, paths.metadata, (photo, answer) => {
        if (answer.kind !== 'answered') return unavailable(answer, photo);
        const now = metadata.safeParse(answer.body).data;
        // Some versions of Graph say "none" with a width of 1: https://learn.microsoft.com/graph/api/profilephoto-get
        if (now?.width === 1) return { kind: 'none' };
        const etag = now?.['@odata.mediaEtag'] ?? '';
        if (etag !== '' && etag === photo.etag) return { kind: 'unchanged' };
        if (etag !== '') etags.set(photo.id, etag);
        return undefined;
      });
      let missing = [...wanted.filter(({ etag }) => etag === undefined), ...stale];
      for (const [i, path] of paths.bytes.entries()) {
        missing = await ask(missing, path, (photo, answer) => {
          if (answer.kind === 'answered') {
            if (!(answer.body instanceof Uint8Array)) return { kind: 'none' };
            // Keep the etag that came before the bytes: a photo that changed in between is then fetched again.
            return { kind: 'photo', bytes: answer.body, etag: etags.get(photo.id) ?? answer.etag };
          }
          const isSmaller = isGone(answer.error) && i < paths.bytes.length - 1;
          return isSmaller ? undefined : unavailable(answer, photo);
        });
      }
      return found;

      /** Asks for all photos and returns those that `settle` leaves undecided, but not those that Graph left unanswered. */
      async function ask(
        photos: readonly WantedPhoto[],
        path: (photo: WantedPhoto) => string,
        settle: (photo: WantedPhoto, answer: Given) => PhotoAnswer | undefined,
      ): Promise<WantedPhoto[]> {
        const answers = await batchInPieces(graph, photos.map(path));
        return photos.filter((photo, i) => {
          const answer = answers[i];
          if (answer === undefined || answer.kind === 'not-answered') return false;
          const settled = settle(photo, answer);
          if (settled) found.set(photo.id, settled);
          return settled === undefined;
        });
      }
    },
  };
}

type Given = Exclude<PartAnswer, { kind: 'not-answered' }>;

/** Any 404 means "no photo" (docs#2248, sdk-dotnet#2673). Other refusals say nothing about it: a photo that we have stays. */
function unavailable({ error }: Extract<Given, { kind: 'refused' }>, photo: WantedPhoto): PhotoAnswer {
  const isNone = isGone(error) || error.code === 'answer_too_large' || photo.etag === undefined;
  return { kind: isNone ? 'none' : 'unchanged' };
}

/** Twenty photos of 4 MB exceed our limit for an answer, so the batch is halved. A photo too large on its own is refused. */
async function batchInPieces(graph: GraphClient, paths: readonly string[]): Promise<PartAnswer[]> {
  try {
    return await graph.batch(paths);
  } catch (error) {
    if (!(error instanceof GraphError) || error.code !== 'answer_too_large') throw error;
    if (paths.length === 1) return [{ kind: 'refused', error }];
    const half = Math.ceil(paths.length / 2);
    return [
      ...(await batchInPieces(graph, paths.slice(0, half))),
      ...(await batchInPieces(graph, paths.slice(half))),
    ];
  }
}
