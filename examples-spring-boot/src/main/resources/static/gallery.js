'use strict';

const $ = id => document.getElementById(id);
const OTHER = '';
const RANGE = /^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?)|\+)$/;
const BILLED = {NO: 'Not billed', PERHAPS: 'Perhaps billed', YES: 'Billed; its key is kept'};

let accounts = [];
let account; // whose tab is open
let order = null; // the id under which what the form says is sent, until there is an answer

// The form

async function showForm() {
  const form = await (await fetch('api/form')).json();
  $('sandbox').hidden = !form.sandbox;
  accounts = form.accounts;
  $('accounts').replaceChildren(...accounts.map(each => {
    const radio = element('input', {type: 'radio', name: 'account', value: each.name});
    radio.onchange = () => showAccount(each);
    return element('label', {}, radio, element('span', {textContent: each.label}));
  }));
  $('accounts').querySelector('input').checked = true;
  showAccount(accounts[0]);
}

function showAccount(chosen) {
  account = chosen;
  $('model').replaceChildren(
      ...account.models.map(model => element('option', {value: model.id, textContent: model.id})),
      element('option', {value: OTHER, textContent: 'another …'}));
  showModel();
}

function showModel() {
  const model = account.models.find(each => each.id === $('model').value);
  const family = model?.id.endsWith('*') ? model.id.slice(0, -1) : null;
  $('other').hidden = model && family === null;
  $('other').value = family ?? '';
  $('aliases').textContent = model?.aliases.length ? 'also ' + model.aliases.join(', ') : '';
  const options = model?.options ?? {};
  // Not named: sent as written. Without values: the model doesn't have it.
  $('options').replaceChildren(
      ...account.fields.filter(name => options[name]?.length !== 0).map(name => field(name, options[name])));
  $('references').hidden = options.references?.length === 0;
  $('references-allowed').textContent = options.references?.join(', ') ?? '';
  $('allowed').replaceChildren(...Object.entries(options).flatMap(([name, values]) => [
    element('dt', {textContent: name}),
    element('dd', {textContent: values.length ? values.join(', ') : 'not supported'})]));
  showBroken([]);
}

function field(name, values) {
  let input;
  const range = values?.length === 1 && RANGE.exec(values[0]);
  if (range) {
    input = element('input', {type: 'number', min: range[1], step: 'any', placeholder: values[0]});
    if (range[2]) input.max = range[2];
  } else if (values) {
    const choices = ['', ...values];
    input = element('select', {}, ...choices.map(each => element('option', {value: each, textContent: each || '–'})));
  } else {
    input = element('input', {type: 'text', placeholder: 'any'});
  }
  input.name = name;
  const label = element('label', {},
      element('span', {textContent: name.split('.').pop().replace('_', ' '), title: name}),
      input,
      element('em', {className: 'error'}));
  label.lastChild.dataset.error = name;
  return label;
}

/** Shows each broken rule at its field, and what has no field of its own above the button. */
function showBroken(broken) {
  document.querySelectorAll('[data-error]').forEach(each => { each.textContent = ''; });
  document.querySelectorAll('.broken').forEach(each => each.classList.remove('broken'));
  $('errors').replaceChildren();
  for (const {field, text} of broken) {
    const place = document.querySelector(`[data-error="${CSS.escape(field)}"]`);
    if (place) {
      place.textContent = place.textContent ? `${place.textContent}; ${text}` : text;
      place.parentElement.classList.add('broken');
    } else {
      $('errors').append(element('li', {textContent: field ? `${field}: ${text}` : text}));
    }
  }
}

async function submit(event) {
  event.preventDefault();
  $('submit').disabled = true;
  // Sent again under the same id it is one task: nobody pays twice for a lost answer or a second click.
  order ??= crypto.randomUUID();
  try {
    const answer = await fetch('api/tasks/' + order, {
      method: 'PUT',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({
        account: account.name,
        model: $('other').hidden ? $('model').value : $('other').value,
        prompt: $('prompt').value,
        options: Object.fromEntries([...$('options').querySelectorAll('[name]')].map(each => [each.name, each.value])),
        reference: $('references').hidden ? '' : $('reference').value,
      }),
    });
    if (answer.status === 422) {
      showBroken(await answer.json());
    } else if (answer.ok) {
      order = null;
      showBroken([]);
      showTask(await answer.json());
    } else {
      showBroken([{field: '', text: `The gallery failed (${answer.status}). Generate sends the same order again, which is billed once.`}]);
    }
  } catch (e) {
    showBroken([{field: '', text: 'The gallery didn’t answer. Generate sends the same order again, which is billed once.'}]);
  } finally {
    $('submit').disabled = false;
  }
}

// The tasks

function showTask(task) {
  let card = $(task.id);
  if (!card) {
    card = $('card').content.cloneNode(true).firstElementChild;
    card.id = task.id;
    card.querySelector('.resume').onclick = () => fetch(`api/tasks/${task.id}/resume`, {method: 'POST'});
    card.querySelector('.remove').onclick = () => remove(card);
    $('gallery').prepend(card);
  }
  const part = name => card.querySelector('.' + name);
  card.className = task.status + (task.over ? '' : ' open');
  part('prompt').textContent = task.order.prompt;
  part('prompt').title = task.key ?? '';
  part('meta').textContent = `${task.label} · ${task.order.model}`;
  showProgress(task, part('under-way'), part('state'), card.querySelector('progress'));
  part('problem').hidden = !task.problem;
  part('problem').dataset.billed = task.problem?.billed ?? '';
  part('billed').textContent = BILLED[task.problem?.billed] ?? '';
  part('message').textContent = task.problem?.message ?? '';
  part('resume').hidden = !task.resumable;
  part('actions').hidden = !task.over;
  if (task.status === 'DONE') showImages(task, part('picture'), part('made'));
}

function showProgress(task, place, state, bar) {
  place.hidden = task.over;
  if (task.over) return;
  const estimated = task.left === null ? null : Math.round(100 * task.age / (task.age + task.left));
  const percent = task.percent ?? estimated;
  if (percent === null) {
    bar.removeAttribute('value');
  } else {
    bar.value = percent;
  }
  state.textContent = [
    task.status === 'SUBMITTING' ? 'submitting' : task.word ?? 'accepted',
    task.percent === null ? null : task.percent + ' %',
    task.left === null ? seconds(task.age) + ' so far' : `about ${Math.max(1, Math.round(task.left / 1000))} s left`,
  ].filter(Boolean).join(' · ');
}

function showImages(task, picture, made) {
  if (picture.childElementCount) return;
  picture.append(...task.images.map(name => {
    const href = 'images/' + encodeURIComponent(name);
    const image = element('img', {src: href, alt: task.order.prompt});
    image.onload = () => {
      made.textContent = `${image.naturalWidth} × ${image.naturalHeight} · in ${seconds(task.age)}`;
    };
    return element('a', {href, target: '_blank', rel: 'noopener'}, image);
  }));
}

async function remove(card) {
  const paid = ['YES', 'PERHAPS'].includes(card.querySelector('.problem').dataset.billed);
  if (paid && !confirm('This may be paid for. Remove it and forget its key?')) return;
  await fetch('api/tasks/' + card.id, {method: 'DELETE'});
}

function listen() {
  // Opened again by the browser whenever it is lost; it begins with all tasks.
  const events = new EventSource('api/events');
  events.onopen = () => { $('offline').hidden = true; };
  events.onerror = () => {
    $('offline').hidden = false;
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
  events.addEventListener('all', event => {
    $('gallery').replaceChildren();
    JSON.parse(event.data).reverse().forEach(showTask);
  });
  events.addEventListener('task', event => showTask(JSON.parse(event.data)));
  events.addEventListener('removed', event => $(JSON.parse(event.data))?.remove());
}

function seconds(millis) {
  if (millis < 10_000) return (millis / 1000).toFixed(1) + ' s';
  const whole = Math.round(millis / 1000);
  return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

$('model').onchange = showModel;
$('form').onsubmit = submit;
$('form').oninput = () => { order = null; }; // another order
showForm().then(listen);
