import type { FindingPage, FindingQuery } from '../../../../server/src/protocol/report.ts';

/** So many findings are asked for at once. */
const PAGE = 50;

type Asked = Pick<FindingQuery, 'kind' | 'severity' | 'search'>;

interface List {
  readonly asked: string;
  readonly query: Asked;
  /** How many are wanted. */
  count: number;
  /** The question that is waited for. */
  question: number;
}

/** The lists of findings that are to be seen, each as long as the user has asked for. */
export class FindingLists {
  private readonly lists = new Map<string, List>();
  private questions = 0;

  /**
   * @param post asks; the answer comes in {@link take}
   * @param draw writes what has come into its place
   */
  constructor(
    private readonly post: (question: number, query: FindingQuery) => void,
    private readonly draw: (list: string, page: FindingPage) => void,
  ) {}

  /** Asks for a list, again where it is there: as much of it as is to be seen, or its first page where it is another. */
  ask(name: string, query: Asked): void {
    const asked = JSON.stringify(query);
    const known = this.lists.get(name);
    const list = known?.asked === asked ? known : { asked, query, count: PAGE, question: 0 };
    this.lists.set(name, list);
    this.send(list);
  }

  more(name: string): void {
    const list = this.lists.get(name);
    if (!list) return;
    list.count += PAGE;
    this.send(list);
  }

  take(question: number, page: FindingPage | null): void {
    for (const [name, list] of this.lists) if (list.question === question && page) this.draw(name, page);
  }

  keepOnly(names: readonly string[]): void {
    for (const name of this.lists.keys()) if (!names.includes(name)) this.lists.delete(name);
  }

  forget(): void {
    this.lists.clear();
  }

  private send(list: List): void {
    list.question = ++this.questions;
    this.post(list.question, { ...list.query, from: 0, count: list.count });
  }
}
