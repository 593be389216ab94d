/** The editor's place: the text at once, the editor once CodeMirror has come, and words where it does not come. */
import type { CoreClient } from "../core/client.ts";
import { h } from "../dom.ts";
import type { FileText, Texts } from "../editor/documents.ts";
import { EarlyEditor } from "../editor/early.ts";
import type { Editor, EditorEvents } from "../editor/editor.ts";
import { type CodeMirror, codeMirror } from "../editor/late.ts";
import { adopt } from "../styles.ts";
import { notLoaded } from "../views/not-loaded.ts";
import cardStyles from "../views/problem-card.css?inline";
import controls from "../controls.css?inline";
import styles from "./editing.css?inline";

export interface EditingOptions {
  client: CoreClient;
  /** Document or shadow root in which it is. */
  root: Document | ShadowRoot;
  host: HTMLElement;
  files: readonly FileText[];
  events: EditorEvents;
}

export class Editing {
  readonly codeMirror: Promise<CodeMirror>;
  /** Null until CodeMirror has come. */
  now: Editor | null = null;
  private readonly early: EarlyEditor;
  /** What is to be done with it then. */
  private readonly waiting: ((editor: Editor) => void)[] = [];
  private readonly root: ShadowRoot;
  private readonly parent = h("div", { class: "editing" });
  private gone = false;

  constructor(private readonly options: EditingOptions) {
    const { client, root, host, files, events } = options;
    this.root = host.attachShadow({ mode: "open" });
    for (const css of [controls, cardStyles, styles]) adopt(this.root, css);
    this.root.append(this.parent);
    this.early = new EarlyEditor(this.root, files, events);
    this.parent.append(this.early.plain.element);
    const touched = firstTouch(root);
    this.codeMirror = codeMirror(client, touched, (error) => this.failed(error));
    void this.codeMirror.then((loaded) => this.gone || this.come(loaded));
    // The editor is wanted before the rest of the module.
    void touched.then(() => this.codeMirror).then(() => client.prepare());
  }

  get texts(): Texts {
    return this.now ?? this.early;
  }

  /** Does something with the editor, once it is there. */
  edit(act: (editor: Editor) => void): void {
    if (this.now) act(this.now);
    else this.waiting.push(act);
  }

  destroy(): void {
    this.gone = true;
    this.now?.destroy();
  }

  private come({ Editor }: CodeMirror): void {
    const { early, options: { events } } = this;
    const editor = new Editor(this.root, this.parent, early.files, events);
    this.now = editor;
    editor.show(early.file);
    early.plain.giveWay(editor.view);
    events.shown();
    for (const act of this.waiting) act(editor);
  }

  /** The text can be read all the same. */
  private failed(error: unknown): Promise<void> {
    return new Promise((resolve) => {
      const words = notLoaded("The editor could not be loaded", error, () => {
        words.remove();
        resolve();
      });
      words.setAttribute("role", "alert");
      this.parent.prepend(words);
    });
  }
}

/** Once somebody begins to do more than to look. */
function firstTouch(root: Document | ShadowRoot): Promise<void> {
  return new Promise((resolve) => {
    for (const sign of ["pointerdown", "keydown", "focusin"]) root.addEventListener(sign, () => resolve(), { once: true, capture: true });
  });
}
