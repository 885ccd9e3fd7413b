import type { FuzzyHit } from "./fuzzy.ts";
import type { Question, Slots } from "./meaning.ts";

/** What was only heard is used, and shown with a question beside it: 您是不是想找… */
export function guessesOf(heard: readonly FuzzyHit[], { occupations = [], place }: Slots): Question[] {
  const asked = heard
    .filter(({ isSure }) => !isSure)
    .flatMap(({ entry }): Question[] => {
      const guess = { said: entry.name, text: null, isGuess: true };
      if (entry.type === "occupation") {
        const meant = occupations.filter(({ code }) => entry.codes.includes(code));
        const options = meant.slice(0, 1).map(({ code, name }) => ({ id: code, name }));
        return options.length === 0 ? [] : [{ ...guess, slot: "occupation", options }];
      }
      return place !== undefined && entry.places.some(({ id }) => id === place.id)
        ? [{ ...guess, slot: "place", options: [{ id: place.id, name: place.fullName }] }]
        : [];
    });
  return asked.slice(0, 1);
}
