import { dirname, join, relative } from 'node:path';
import {
  isBinaryExpression,
  isCallExpression,
  isElementAccessExpression,
  isImportDeclaration,
  isObjectBindingPattern,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isStringLiteral,
  isTemplateSpan,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import {
  API,
  type Checker,
  type InterfaceType,
  type Project,
  SymbolFlags,
  type Type,
  TypeFlags,
} from 'typescript/unstable/sync';

/**
 * The rule for code that runs in pages: it reads no property that the page can shadow. `<form><input name="parentNode">` makes
 * `form.parentNode` that input, in isolated worlds too. Types decide: only they distinguish `card.remove()` from `element.remove()`.
 *
 * The border: no access when a value's type admits one of SHADOWED, as `Node`, `Element`, `HTMLElement` and `EventTarget` do.
 * Access is allowed when the type rules them out: `Text`, `ShadowRoot`, `Range`, events, observers' records, and elements of one
 * known kind like the card's own `div` and `iframe`. The page cannot shadow anything on these, nor on `object` and `embed` since
 * browsers dropped plug-ins. Names that browsers define on `window` precede named elements. Asking `window` whether it has a name
 * finds named elements too.
 */

/** The kinds whose named elements precede the prototype's properties. https://webidl.spec.whatwg.org/#LegacyOverrideBuiltIns */
const SHADOWED = ['HTMLFormElement', 'Document'];
const IN_PAGES = /^(?:page|softphone)\/|^entrypoints\/(?:phone-numbers|softphone)\.ts$/;

const ADVICE =
  'A page can shadow this by a named element. Use a function of extension/page/untampered.ts, or add one there.';

const root = join(import.meta.dirname, '..', '..');
const extension = join(root, 'extension');
const config = join(extension, 'tsconfig.json');

export interface Touch {
  /** `extension/page/watch.ts:95` */
  at: string;
  code: string;
}

/** `planted` replaces the text of files below extension/. */
export function findTouches(planted: Readonly<Record<string, string>> = {}): Touch[] {
  const files = new Map(Object.entries(planted).map(([path, text]) => [join(extension, path), text]));
  const api = new API({ cwd: root, fs: { readFile: (path) => files.get(join(path)) } });
  try {
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (!project) throw new Error(`${config} was not opened`);
    const isTouch = createRule(project.checker);
    return filesInPages(project).flatMap((file) => touchesIn(file, isTouch));
  } finally {
    api.close();
  }
}

/** The files in these folders, and their imports from the extension. */
function filesInPages({ program, rootFiles }: Project): SourceFile[] {
  const names = new Set(
    rootFiles.filter((name) => IN_PAGES.test(below(extension, name))).map((name) => join(name)),
  );
  const files: SourceFile[] = [];
  for (const name of names) {
    const file = program.getSourceFile(name);
    if (!file) continue;
    files.push(file);
    for (const statement of file.statements) {
      if (!isImportDeclaration(statement) || !isStringLiteral(statement.moduleSpecifier)) continue;
      const { text } = statement.moduleSpecifier;
      if (/^\..*\.tsx?$/.test(text)) names.add(join(dirname(name), text));
    }
  }
  return files;
}

function touchesIn(file: SourceFile, isTouch: (node: Node) => boolean): Touch[] {
  const found: Touch[] = [];
  const visit = (node: Node): void => {
    if (isTouch(node)) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      found.push({
        at: `${below(root, file.fileName)}:${line}`,
        code: node.getText(file).replace(/\s+/g, ' '),
      });
    }
    node.forEachChild(visit);
  };
  file.forEachChild(visit);
  return found;
}

function createRule(checker: Checker): (node: Node) => boolean {
  const shadowed = SHADOWED.map((name) => {
    const symbol = checker.resolveName(name, SymbolFlags.Type);
    if (!symbol) throw new Error(`no type is called ${name}`);
    return checker.getDeclaredTypeOfSymbol(symbol);
  });
  const verdicts = new Map<number, boolean>();

  function admitsShadowed(type: Type): boolean {
    const known = verdicts.get(type.id);
    if (known !== undefined) return known;
    verdicts.set(type.id, false);
    const verdict = judge(type);
    verdicts.set(type.id, verdict);
    return verdict;
  }

  function judge(type: Type): boolean {
    if (type.isIntersectionType()) return (type.getTypes() ?? []).some(admitsShadowed);
    if (type.isTypeParameter()) {
      const constraint = checker.getBaseConstraintOfType(type);
      return constraint !== undefined && admitsShadowed(constraint);
    }
    const admitted = shadowed.filter((kind) => checker.isTypeAssignableTo(kind, type));
    if (type.isUnionType()) return admitted.length > 0 && (type.getTypes() ?? []).some(admitsShadowed);
    if (!type.isObjectType()) return false;
    // `{ name?: string }` admits a form as well. It counts as one only where it has the browser's own property.
    const isMeant = admitted.some((kind) =>
      checker.getPropertiesOfType(type).some(({ name, declarations: [own] }) => {
        const [browsers] = checker.getPropertyOfType(kind, name)?.declarations ?? [];
        return own !== undefined && own.path === browsers?.path && own.index === browsers.index;
      }),
    );
    return isMeant || (isOurs(type) && checker.getBaseTypes(type).some(admitsShadowed));
  }

  const isNode = (at: Node | undefined): boolean => {
    if (!at || (isPropertyAccessExpression(at) && at.name.text === 'prototype')) return false;
    const type = checker.getTypeAtLocation(at);
    const present = type && checker.getNonNullableType(type);
    return present !== undefined && admitsShadowed(present);
  };
  const isWindow = (at: Node | undefined) =>
    at !== undefined && /^(?:window|self|globalThis)$/.test(at.getText());
  const isSymbol = (key: Node) =>
    ((checker.getTypeAtLocation(key)?.flags ?? 0) & TypeFlags.ESSymbolLike) !== 0;

  return (node) => {
    if (isPropertyAccessExpression(node)) return isNode(node.expression);
    if (isElementAccessExpression(node))
      return (isNode(node.expression) || isWindow(node.expression)) && !isSymbol(node.argumentExpression);
    if (isObjectBindingPattern(node)) return isNode(node);
    if (isTemplateSpan(node)) return isNode(node.expression);
    if (isCallExpression(node) && /^Reflect\./.test(node.expression.getText()))
      return isNode(node.arguments[0]) || isWindow(node.arguments[0]);
    if (!isBinaryExpression(node)) return false;
    if (node.operatorToken.kind === SyntaxKind.InKeyword) return isNode(node.right) || isWindow(node.right);
    return isObjectLiteralExpression(node.left) && isNode(node.right);
  };
}

/** An interface of our own that extends a browser's. */
function isOurs(type: Type): type is InterfaceType {
  return (
    type.isClassOrInterface() &&
    !/lib\.dom(\.iterable)?\.d\.ts$/.test(type.getSymbol()?.declarations[0]?.path ?? '')
  );
}

function below(folder: string, path: string): string {
  return relative(folder, path).replaceAll('\\', '/');
}

/** `npm run check`: prints each violation, and the code to write instead. */
if (process.argv[1] === import.meta.filename) {
  const touches = findTouches();
  for (const { at, code } of touches) console.error(`${at}: ${code}\n  ${ADVICE}`);
  process.exitCode = touches.length === 0 ? 0 : 1;
}
