// The block in the editor: its options stand at the side, and a box says where visitors will see the calendar. The calendar
// itself is not shown there, since it could be booked in.
(({ blocks, element, components, blockEditor }, { server: ownServer, settings, texts: t }) => {
  const { createElement: h, Fragment, useEffect, useState } = element;
  const { PanelBody, Placeholder, SelectControl, TextControl } = components;

  /** What the server says of its shop; null until it has, and where it does not. */
  function useShop(server) {
    const [shop, setShop] = useState(null);
    useEffect(() => {
      const asked = new AbortController();
      setShop(null);
      if (server) {
        fetch(`${server}/api/v1/shop`, { signal: asked.signal })
          .then((answer) => answer.json())
          .then((answer) => Array.isArray(answer.services) && setShop(answer))
          .catch(() => {}); // Without it ids are typed.
      }
      return () => asked.abort();
    }, [server]);
    return shop;
  }

  /** Persons and rooms that customers may choose, for one service or for all. */
  function resourcesOf(shop, service) {
    const found = new Map();
    for (const one of shop.services) {
      if (!service || one.id === service) one.resources.forEach((resource) => found.set(resource.id, resource));
    }
    return [...found.values()];
  }

  function Edit({ attributes, setAttributes }) {
    const server = attributes.server || ownServer;
    const shop = useShop(server);
    const field = (name) => ({
      value: attributes[name],
      onChange: (value) => setAttributes({ [name]: value }),
    });
    const text = (name, help) => h(TextControl, { label: t[name], help, ...field(name) });
    const choice = (name, options) => h(SelectControl, { label: t[name], options, ...field(name) });
    /** A list of what is there, with the present value in any case; without a list its id is typed. */
    const known = (name, none, list) => {
      if (!list) return text(name);
      const ids = list.map(({ id, name: label }) => ({ value: id, label }));
      if (attributes[name] && !list.some(({ id }) => id === attributes[name])) ids.push({ value: attributes[name], label: attributes[name] });
      return choice(name, [{ value: '', label: none }, ...ids]);
    };
    const chosen = shop?.services.find(({ id }) => id === attributes.service);
    return h(Fragment, null,
      h(blockEditor.InspectorControls, null,
        h(PanelBody, { title: t.options },
          known('service', t.allServices, shop?.services),
          known('resource', t.any, shop && resourcesOf(shop, attributes.service)),
          choice('mode', [{ value: '', label: t.inline }, { value: 'button', label: t.button }]),
          choice('view', ['', 'auto', 'grid', 'list'].map((value) => ({ value, label: t[value || 'shopsView'] }))),
          text('days', t.daysHint),
          text('lang', t.langHint),
          text('accent', t.accentHint),
          text('text', t.textHint))),
      h('div', blockEditor.useBlockProps(),
        h(Placeholder, {
          icon: 'calendar-alt',
          label: ['Terminplaner', shop?.name, chosen?.name].filter(Boolean).join(' – '),
          instructions: server ? t.place : t.noServer,
        }, !server && settings && h('a', { href: settings }, t.toSettings))));
  }

  blocks.registerBlockType('terminplaner/booking', { edit: Edit, save: () => null });
})(window.wp, window.terminplanerBlock);
