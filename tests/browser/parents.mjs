// Where pages put the planner: twenty kinds of parents, as themes and site builders make them. `@` is the planner.
export const PARENTS = {
  'the page itself': '@',
  'a page without margin': '<style>body, main { margin: 0 !important }</style>@',
  'a narrow column': '<div style="width: 260px">@</div>',
  'a flex row that does not shrink it': '<div style="display: flex"><div style="flex: none">@</div></div>',
  'a flex item that does not shrink': '<div style="display: flex"><style>.fixed { flex: none }</style><online-terminplaner class="fixed"></online-terminplaner></div>',
  'a flex row beside text': '<div style="display: flex; gap: 1em"><p style="flex: 1">Anfahrt</p>@</div>',
  'a flex column that aligns to the middle': '<div style="display: flex; flex-direction: column; align-items: center">@</div>',
  'a row of Bootstrap with a shrinking column': '<div style="padding: 0 12px"><div style="display: flex; flex-wrap: wrap; margin: 0 -12px"><div style="flex: 0 0 auto; width: auto; max-width: 100%; padding: 0 12px">@</div></div></div>',
  'a grid track as wide as its content': '<div style="display: grid; grid-template-columns: auto 1fr">@<p></p></div>',
  'a grid track as narrow as its content': '<div style="display: grid; grid-template-columns: min-content 1fr">@<p></p></div>',
  'a grid with a share': '<div style="display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 1fr)">@<p>Anfahrt</p></div>',
  'a grid that aligns to the middle': '<div style="display: grid; place-items: center">@</div>',
  'a block as wide as its content': '<div style="width: max-content; max-width: 100%">@</div>',
  'a block as wide as its content, without a limit': '<div style="width: max-content">@</div>',
  'a block that fits its content': '<div style="width: fit-content">@</div>',
  'a float': '<div style="float: left; max-width: 100%">@</div>',
  'an inline block': '<div style="display: inline-block; max-width: 100%">@</div>',
  'a cell of a table': '<table style="max-width: 100%"><tr><td>@</td></tr></table>',
  'a box out of the flow': '<div style="position: relative"><div style="position: absolute; left: 0">@</div></div>',
  'columns of text': '<div style="columns: 2 300px">@</div>',
  'a zoomed page': '<style>body { zoom: 1.25 }</style>@',
  'a page from right to left': '<style>body, main { margin: 0 !important }</style><div dir="rtl">@</div>',
};

export const ELEMENT = '<online-terminplaner></online-terminplaner>';

/** Puts the planner into such a parent of the present page. */
export const putInto = (parent) => {
  document.querySelector('main').innerHTML = parent;
};

/** What a visitor would see of it: its width, and by how much the page can be moved sideways. */
export const measure = () => ({
  width: Math.round(document.querySelector('online-terminplaner').getBoundingClientRect().width),
  sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
});
