"use strict";(()=>{var e=()=>parent.postMessage({terminplaner:{height:document.body.offsetHeight}},"*");new ResizeObserver(e).observe(document.body);})();
