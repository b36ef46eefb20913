// On the pages for hours, services and resources: bars that are dragged, lists that are put in order, and forms that show
// their answer in place, without a jump. Everything here can be done without it, by links and buttons.
import { dragBars } from './offer/bars';
import { answerAtOnce, followChanges, sendFormsInPlace } from './offer/in-place';
import { sortLists } from './offer/sort';

document.documentElement.classList.add('scripted');
sendFormsInPlace();
answerAtOnce();
followChanges();
dragBars();
sortLists();
