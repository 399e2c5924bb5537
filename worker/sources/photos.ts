import * as z from 'zod/mini';
import type { PartAnswer } from '../graph/batch.ts';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { isGone } from './fetch-many.ts';
import type { PhotoAnswer, PhotoReader, WantedPhoto } from './source-reader.ts';

/** Where the photos of a kind of contact are. */
interface PhotoPaths {
  metadata(wanted: WantedPhoto): string;
  /** In the order in which they are tried: a size that a photo does not have is answered 404. */
  bytes: readonly ((wanted: WantedPhoto) => string)[];
}

const metadata = z.object({
  '@odata.mediaEtag': z.optional(z.nullable(z.string())),
  width: z.optional(z.nullable(z.number())),
});

/** Where we have a photo, its metadata say whether it is still that one; else the bytes are asked for at once. */
export function photoReader(graph: GraphClient, paths: PhotoPaths): PhotoReader {
  return {
    async read(wanted) {
      const found = new Map<string, PhotoAnswer>();
      const etags = new Map<string, string>();
      const known = wanted.filter(({ etag }) => etag !== undefined);
      const stale = await ask(known, paths.metadata, (photo, answer) => {
        if (answer.kind !== 'answered') return unavailable(answer, photo);
        const now = metadata.safeParse(answer.body).data;
        // How some versions say "none": https://learn.microsoft.com/graph/api/profilephoto-get
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
            // The etag of before the bytes: had the photo changed in between, it is fetched again.
            return { kind: 'photo', bytes: answer.body, etag: etags.get(photo.id) ?? answer.etag };
          }
          const isSmaller = isGone(answer.error) && i < paths.bytes.length - 1;
          return isSmaller ? undefined : unavailable(answer, photo);
        });
      }
      return found;

      /** Asks for all; those whose answer `settle` leaves open come back. Those that Graph had no time for do not. */
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

/** Any 404 is "no photo" (docs#2248, sdk-dotnet#2673). Another refusal says nothing about it: what we have stays. */
function unavailable({ error }: Extract<Given, { kind: 'refused' }>, photo: WantedPhoto): PhotoAnswer {
  const isNone = isGone(error) || error.code === 'answer_too_large' || photo.etag === undefined;
  return { kind: isNone ? 'none' : 'unchanged' };
}

/** Twenty photos of 4 MB are more than an answer may hold; then by halves, and one alone is too large to keep. */
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
