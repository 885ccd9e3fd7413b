import type { TrainingBase } from "../services/types";
import type { FactRow } from "./course-facts";

const row = (name: string, text: string): FactRow[] => (text === "" ? [] : [{ name, text }]);

/** What is stated about a 公共实训基地. */
export const baseFacts = ({ divisionName, address, occupations, openHours, phone }: TrainingBase): FactRow[] => [
  ...row("地址", address.startsWith(divisionName) ? address : `${divisionName} ${address}`),
  ...row("可以实训的职业", occupations.map(({ name }) => name).join("、")),
  ...row("开放时间", openHours ?? ""),
  ...row("电话", phone ?? ""),
];
