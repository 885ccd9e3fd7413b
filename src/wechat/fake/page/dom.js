// Making and finding elements. Text only ever becomes text nodes: nothing a person or the account writes is read as HTML.

export const byId = (id) => document.getElementById(id);

/** Properties are set as they are; `class`, `aria-*`, `data-*` and `role` as attributes. Children that are undefined are left out. */
export const element = (tag, properties = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (/^(class|role|aria-|data-)/.test(name)) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
};

export const button = (label, className, onClick) =>
  element("button", { type: "button", class: className, textContent: label, onclick: onClick });

/** Opens in a tab of its own, and cannot reach back into this one. */
export const outsideLink = (href, className, ...children) =>
  element("a", { href, class: className, target: "_blank", rel: "noopener noreferrer" }, ...children);

export const isWebAddress = (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

export const fillSelect = (select, options) =>
  select.replaceChildren(...options.map(({ value, label }) => element("option", { value, textContent: label })));
