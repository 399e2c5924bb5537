import { type ProfileReport, profileReport, type WrittenField } from '#shared/phone/profile-report.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { GraphError, type GraphErrorCode } from '../graph/graph-error.ts';
import type { DeltaPage, SourceReader } from './source-reader.ts';

/** How a dialling profile reads a source's real phone fields, or why the source cannot be read. */
export type NumberReport = Result<
  FieldsReport,
  { readonly code: GraphErrorCode; readonly retryAfterSeconds: number | undefined }
>;

interface FieldsReport {
  readonly report: ProfileReport;
  /** Contacts that were read. */
  readonly contacts: number;
  /** True when there are more contacts, or the time was up. */
  readonly isCut: boolean;
}

interface Limits {
  readonly maxContacts: number;
  readonly maxMs: number;
  readonly now: () => number;
}

/** Reads the source from the start and stores nothing. */
export async function reportNumbers(reader: SourceReader, limits: Limits): Promise<NumberReport> {
  try {
    return ok(await readFields(reader, limits));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return err({ code: error.code, retryAfterSeconds: error.retryAfterSeconds });
  }
}

async function readFields(reader: SourceReader, limits: Limits): Promise<FieldsReport> {
  const feed = await gather(feedPages(reader), limits);
  // The details belong to contacts that the feed has already counted.
  const details = await gather(detailPages(reader), { ...limits, maxMs: limits.maxMs - feed.tookMs });
  return {
    report: profileReport([...feed.fields, ...details.fields].flat()),
    contacts: feed.fields.length,
    isCut: feed.isCut || details.isCut,
  };
}

type Fields = DeltaPage['fields'];

async function* feedPages(reader: SourceReader): AsyncGenerator<Fields> {
  for (const part of await reader.listParts()) {
    let page = await reader.firstPage(part);
    yield page.fields;
    while (page.next !== undefined) {
      page = await reader.nextPage(part, page.next);
      yield page.fields;
    }
  }
}

async function* detailPages(reader: SourceReader): AsyncGenerator<Fields> {
  if (!reader.details) return;
  for (const part of await reader.listParts()) {
    let page = await reader.details.list(part, undefined);
    yield page.fields;
    while (page.next !== undefined) {
      page = await reader.details.list(part, page.next);
      yield page.fields;
    }
  }
}

async function gather(
  pages: AsyncGenerator<Fields>,
  { maxContacts, maxMs, now }: Limits,
): Promise<{ fields: (readonly WrittenField[])[]; isCut: boolean; tookMs: number }> {
  const startedAt = now();
  const fields: (readonly WrittenField[])[] = [];
  let isCut = false;
  for await (const page of pages) {
    fields.push(...page);
    isCut = fields.length > maxContacts || now() - startedAt > maxMs;
    if (isCut) break;
  }
  return { fields: fields.slice(0, maxContacts), isCut, tookMs: now() - startedAt };
}
