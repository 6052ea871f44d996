import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';

/** What our own client sends along with `initialize`; others send nothing of it. */
export interface InitializationOptions {
  /** The commands that it knows. */
  readonly commands?: readonly string[];
  /** The settings of section `srg`, for as long as nobody asks for them. */
  readonly settings?: unknown;
  /** It shows what a document is: see `STATUS`. */
  readonly status?: boolean;
  /** The packs that the user has chosen, by the address of the document: see `CHOOSE_PACK`. */
  readonly chosenPacks?: Readonly<Record<string, string>>;
}

/** What the client can do; nothing until it has said so. */
export class Client {
  capabilities: ClientCapabilities = {};
  /** The commands that it says it knows. */
  commands: readonly string[] = [];
  wantsStatus = false;
  chosenPacks: Readonly<Record<string, string>> = {};

  /** @returns the settings that it sends along */
  begin({ capabilities, initializationOptions }: InitializeParams): unknown {
    const options = initializationOptions as InitializationOptions | undefined;
    this.capabilities = capabilities;
    this.commands = options?.commands ?? [];
    this.wantsStatus = options?.status === true;
    this.chosenPacks = options?.chosenPacks ?? {};
    return options?.settings;
  }

  /** It asks for diagnostics; to others they are pushed. */
  get pullsDiagnostics(): boolean {
    return this.capabilities.textDocument?.diagnostic !== undefined;
  }

  /** It asks again when it is told to. */
  get refreshesDiagnostics(): boolean {
    return this.capabilities.workspace?.diagnostics?.refreshSupport === true;
  }

  /** It answers when it is asked for settings. */
  get answersConfiguration(): boolean {
    return this.capabilities.workspace?.configuration === true;
  }

  /** It shows progress that the server begins. */
  get showsProgress(): boolean {
    return this.capabilities.window?.workDoneProgress === true;
  }

  /** It watches the files that it is asked to. */
  get watchesFiles(): boolean {
    return this.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  }

  /** Those outside the workspace, too. */
  get watchesAnyFolder(): boolean {
    return this.watchesFiles && this.capabilities.workspace?.didChangeWatchedFiles?.relativePatternSupport === true;
  }
}
