import { type Html, html } from "../html.ts";
import type { Form } from "./course-form-data.ts";

export interface FieldState {
  form: Form;
  faultOf(name: string): string | undefined;
}

export interface Choice {
  value: string;
  label: string;
}

type Attributes = Readonly<Record<string, string>>;

const faultId = (name: string): string => `fault-${name}`;

// Names of attributes are written in the code, never taken from outside; values are escaped like all others.
const attributesOf = (attributes: Attributes): Html =>
  html`${Object.entries(attributes).map(([name, value]) => html` ${name}="${value}"`)}`;

const common = ({ faultOf }: FieldState, name: string): Html =>
  html`id="${name}" name="${name}"${faultOf(name) !== undefined && html` aria-invalid="true" aria-describedby="${faultId(name)}"`}`;

export const inputOf = (state: FieldState, name: string, attributes: Attributes = {}): Html =>
  html`<input ${common(state, name)} value="${state.form[name] ?? ""}"${attributesOf(attributes)}>`;

export const textareaOf = (state: FieldState, name: string, attributes: Attributes = {}): Html =>
  html`<textarea ${common(state, name)}${attributesOf(attributes)}>
${state.form[name] ?? ""}</textarea>`;

export const selectOf = (state: FieldState, name: string, choices: readonly Choice[]): Html =>
  html`<select ${common(state, name)}>${choices.map(
    ({ value, label }) =>
      html`<option value="${value}"${value === state.form[name] && html` selected`}>${label}</option>`,
  )}</select>`;

/** A labelled control with its fault, if any, beside it. */
export const fieldOf = (state: FieldState, label: string, name: string, control: Html): Html => {
  const fault = state.faultOf(name);
  return html`<div class="field"><label for="${name}">${label}</label>${control}
${fault !== undefined && html`<p class="fault" id="${faultId(name)}">${fault}</p>`}</div>`;
};
