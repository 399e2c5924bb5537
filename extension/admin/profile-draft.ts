/** The fields of a dialling profile that most places need, as an administrator types them. Pure. */

export const PROFILE_FIELDS = ['area', 'trunk', 'least', 'most', 'outside'] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];
export type ProfileDraft = Record<ProfileField, string>;
export type Dialling = Record<string, unknown>;

const SHAPES: Record<ProfileField, RegExp> = {
  area: /^\d{1,6}$/,
  trunk: /^\+[1-9]\d{5,12}$/,
  least: /^[1-5]$/,
  most: /^[1-5]$/,
  outside: /^\d{1,5}$/,
};

export function toDraft(dialling: Dialling): ProfileDraft {
  const lengths = dialling.internalDigits;
  const length = (name: string) =>
    typeof lengths === 'object' && lengths !== null ? text(Reflect.get(lengths, name)) : '';
  return {
    area: text(dialling.area),
    trunk: text(dialling.trunk),
    least: length('least'),
    most: length('most'),
    outside: text(dialling.outside),
  };
}

/** The configured profile with the typed fields in place of its own; sites and tie lines stay. Or the names of the invalid fields. */
export function fromDraft(
  draft: ProfileDraft,
  configured: Dialling,
): { ok: true; dialling: Dialling } | { ok: false; wrong: ProfileField[] } {
  const said = Object.fromEntries(
    PROFILE_FIELDS.map((name) => [name, draft[name].replace(name === 'trunk' ? /[\s()/.-]/g : /\s/g, '')]),
  ) as ProfileDraft;
  const wrong = PROFILE_FIELDS.filter((name) => said[name] !== '' && !SHAPES[name].test(said[name]));
  if ((said.least === '') !== (said.most === '')) wrong.push(said.least === '' ? 'least' : 'most');
  else if (Number(said.least) > Number(said.most)) wrong.push('most');
  if (wrong.length > 0) return { ok: false, wrong: [...new Set(wrong)] };
  const { area: _, trunk: __, internalDigits: ___, outside: ____, ...rest } = configured;
  return {
    ok: true,
    dialling: {
      ...(said.area && { area: said.area }),
      ...(said.trunk && { trunk: said.trunk }),
      ...(said.least && { internalDigits: { least: Number(said.least), most: Number(said.most) } }),
      ...(said.outside && { outside: said.outside }),
      ...rest,
    },
  };
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
