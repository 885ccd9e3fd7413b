// Choosing a county: for a place to send, and for where a QR code hangs.
import { byId, fillSelect } from "./dom.js";
import { loadCities } from "./platform.js";

/** Two selects that follow each other. @returns the county that is chosen */
export const countyChooser = async (citySelect, countySelect) => {
  const cities = await loadCities();
  const counties = () => cities[Number(citySelect.value)].counties;
  const showCounties = () =>
    fillSelect(countySelect, counties().map(({ code, name }) => ({ value: code, label: name })));
  fillSelect(citySelect, cities.map(({ name }, index) => ({ value: String(index), label: name })));
  citySelect.addEventListener("change", showCounties);
  showCounties();
  return () => ({ ...counties().find(({ code }) => code === countySelect.value), city: cities[Number(citySelect.value)].name });
};

const dialog = byId("places");
let onChosen;
let chosenCounty;

const choose = (place) => {
  dialog.close();
  onChosen(place);
};

byId("county-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const { lat, lng, name, city } = chosenCounty();
  choose({ lat, lng, label: `四川省${city}${name}` });
});
byId("point-form").addEventListener("submit", (event) => {
  event.preventDefault();
  choose({ lat: Number(byId("place-lat").value), lng: Number(byId("place-lng").value), label: byId("place-label").value });
});

/** @param work called with the place in GCJ-02, if one is chosen */
export const choosePlace = async (work) => {
  onChosen = work;
  chosenCounty ??= await countyChooser(byId("place-city"), byId("place-county"));
  dialog.showModal();
};
