// The account's own menu in the bottom bar, as the account set it: up to three buttons, each with up to five below it.
import { button, byId, element, isWebAddress, outsideLink } from "./dom.js";

const menu = byId("menu");

export const closeMenus = () => {
  for (const open of menu.querySelectorAll("[aria-expanded=true]")) open.setAttribute("aria-expanded", "false");
  for (const list of menu.querySelectorAll(".submenu")) list.hidden = true;
};

const entryOf = (item, className, onTap) => {
  const tap = () => {
    closeMenus();
    onTap(item);
  };
  if (item.type !== "view" || !isWebAddress(item.url)) return button(item.name, className, tap);
  const link = outsideLink(item.url, className, item.name);
  link.addEventListener("click", tap);
  return link;
};

const groupOf = (item, index, onTap) => {
  const list = element("div", { class: "submenu", id: `submenu-${index}`, hidden: true });
  list.append(...item.sub_button.map((sub) => entryOf(sub, "submenu-item", onTap)));
  const opener = button(item.name, "menu-item menu-group", () => {
    const isOpen = opener.getAttribute("aria-expanded") === "true";
    closeMenus();
    opener.setAttribute("aria-expanded", String(!isOpen));
    list.hidden = isOpen;
    if (!isOpen) list.firstElementChild?.focus();
  });
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", list.id);
  return element("div", { class: "menu-cell" }, list, opener);
};

/** @param onTap called with the button that was tapped */
export const showMenu = (buttons, onTap) => {
  menu.replaceChildren(
    ...buttons.map((item, index) =>
      (item.sub_button ?? []).length > 0
        ? groupOf(item, index, onTap)
        : element("div", { class: "menu-cell" }, entryOf(item, "menu-item", onTap)),
    ),
  );
};

document.addEventListener("click", ({ target }) => {
  if (!menu.contains(target)) closeMenus();
});
menu.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  const open = menu.querySelector("[aria-expanded=true]");
  closeMenus();
  open?.focus();
});
