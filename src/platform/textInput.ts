import { QuickInputButtons, window, type InputBox } from 'vscode';
import { plainStatus } from './plain.ts';
import type { Picked } from './quickPick.ts';
import type { StepPlace } from './steps.ts';

export interface TextQuestion {
  readonly title: string;
  /** Below the field: what is to be typed and what comes of it. */
  readonly prompt: string;
  readonly placeholder?: string;
  /** What stands in the field already. */
  readonly value?: string;
  readonly place?: StepPlace;
  /** What is wrong with a text, told while it is typed; undefined when it can be taken. */
  readonly complaint?: (text: string) => string | undefined;
}

/** Asks for a line of text. Spaces around it do not count. */
export async function askText(question: TextQuestion): Promise<Picked<string>> {
  const input = window.createInputBox();
  dress(input, question);
  const complain = () => {
    const complaint = question.complaint?.(input.value.trim());
    // The box would make links and icons of it.
    input.validationMessage = complaint === undefined ? undefined : plainStatus(complaint);
    return complaint !== undefined;
  };
  try {
    return await new Promise((resolve) => {
      input.onDidChangeValue(complain);
      input.onDidTriggerButton(() => resolve({ kind: 'back' }));
      input.onDidHide(() => resolve({ kind: 'cancel' }));
      input.onDidAccept(() => {
        if (!complain()) resolve({ kind: 'picked', value: input.value.trim() });
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}

function dress(input: InputBox, { title, prompt, placeholder, value, place }: TextQuestion): void {
  input.title = title;
  input.prompt = plainStatus(prompt);
  input.placeholder = placeholder;
  input.value = value ?? '';
  // Names are looked up elsewhere while the box stands open.
  input.ignoreFocusOut = true;
  if (place && place.totalSteps > 1) Object.assign(input, { step: place.step, totalSteps: place.totalSteps });
  if (place?.canGoBack) input.buttons = [QuickInputButtons.Back];
}
