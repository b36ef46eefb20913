// On the pages for hours, services and resources: draggable bars, sortable lists, and forms whose response is shown
// in place. All of it can also be done without scripts, by links and buttons.
import { dragBars } from './offer/bars';
import { answerAtOnce, followChanges, sendFormsInPlace } from './offer/in-place';
import { sortLists } from './offer/sort';

document.documentElement.classList.add('scripted');
sendFormsInPlace();
answerAtOnce();
followChanges();
dragBars();
sortLists();
